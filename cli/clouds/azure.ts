import { z } from "zod";
import { azureKinds, unseenOnAzure } from "./azure-kinds";
import type { ManagementList } from "./azure-management";
import type { CloudInventory, CloudResource } from "./cloud-inventory";

/** A resource as Resource Manager lists it. */
const resourceSchema = z.object({ id: z.string() });

/** A resource group as Resource Manager lists it. */
const groupSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What made the group by itself, such as a cluster that of its nodes. */
  managedBy: z.string().nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
});
type Group = z.output<typeof groupSchema>;

/** What exists in a subscription, by Azure Resource Manager. */
export function azureInventory(subscription: string, list: ManagementList): CloudInventory {
  return {
    tagged: async (tags) => {
      const groups = z
        .array(groupSchema)
        .parse(await list(`/subscriptions/${subscription}/resourcegroups`))
        // What Azure made by itself carries the tags of what it made it for, is in no state, and goes with that.
        .filter(({ managedBy }) => !managedBy);
      const tagged = groups.filter((group) =>
        Object.entries(tags).every(([key, value]) => tagOf(group, key) === value),
      );
      const ids = await idsIn(list, subscription, tags);
      return [
        ...tagged.map((group) => groupResource(subscription, group)),
        ...ids.flatMap((id) => resourceIn(groups, id)),
      ];
    },
    unseen: unseenOnAzure,
  };
}

/** Azure's keys of tags differ in more than case. */
function tagOf({ tags }: Group, key: string): string | undefined {
  return Object.entries(tags ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/**
 * Those with each of the tags: a filter takes one of them, and its answer leaves all tags out.
 * https://learn.microsoft.com/rest/api/resources/resources/list
 */
async function idsIn(
  list: ManagementList,
  subscription: string,
  tags: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const lists = await Promise.all(
    Object.entries(tags).map(async ([key, value]) => {
      const filter = `tagName eq '${key}' and tagValue eq '${value}'`;
      const found = await list(`/subscriptions/${subscription}/resources`, { $filter: filter });
      return z
        .array(resourceSchema)
        .parse(found)
        .map(({ id }) => id);
    }),
  );
  const [first = [], ...others] = lists;
  return first.filter((id) => others.every((ids) => ids.includes(id)));
}

function groupResource(subscription: string, { id, name }: Group): CloudResource {
  return {
    name: id,
    nameTag: undefined,
    types: ["azurerm_resource_group"],
    importId: `/subscriptions/${subscription}/resourceGroups/${name}`,
    deletion: `az group delete --name ${name} --subscription ${subscription}`,
  };
}

/** A resource as a user has to know it; nothing where its group is Azure's own. */
function resourceIn(groups: readonly Pick<Group, "name">[], name: string): readonly CloudResource[] {
  const [, , subscription = "", , group = "", , namespace = "", ...pairs] = name.split("/");
  const own = groups.find((one) => one.name.toLowerCase() === group.toLowerCase());
  if (own === undefined) return [];
  const found = [namespace, ...pairs.filter((_, place) => place % 2 === 0)].join("/").toLowerCase();
  const [type, terraformType] =
    Object.entries(azureKinds).find(([kind]) => kind.toLowerCase() === found) ?? [];
  const deletion = `az resource delete --ids ${name}`;
  if (type === undefined || terraformType === undefined) {
    return [{ name, nameTag: undefined, types: [], importId: name, deletion }];
  }
  const [provider, ...segments] = type.split("/");
  const path = segments.flatMap((segment, place) => [segment, pairs[place * 2 + 1]]).join("/");
  const importId = `/subscriptions/${subscription}/resourceGroups/${own.name}/providers/${provider}/${path}`;
  return [{ name, nameTag: undefined, types: [terraformType], importId, deletion }];
}
