import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
  type ResourceGroupsTaggingAPIClientConfig,
  type ResourceTagMapping,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { type Arn, type AwsKind, awsKinds } from "./aws-kinds";
import type { CloudInventory, CloudResource } from "./cloud-inventory";

/** Where AWS lists what belongs to no region, such as the policies of IAM. */
const GLOBAL_REGION = "us-east-1";

/**
 * Tags that a service puts on what it makes by itself, such as the instances of a node group: these are in no state, and
 * go with what made them.
 */
const MADE_BY_A_SERVICE = /^(aws:(autoscaling|ec2launchtemplate|eks|cloudformation):|eks:|kubernetes\.io\/)/;

/** What exists in one account and region, by the Resource Groups Tagging API. */
export function awsInventory(region: string, config: ResourceGroupsTaggingAPIClientConfig): CloudInventory {
  const regions = [...new Set([region, GLOBAL_REGION])];
  return {
    tagged: async (tags) => {
      const found = await Promise.all(
        regions.map((one) =>
          resourcesIn(new ResourceGroupsTaggingAPIClient({ ...config, region: one }), tags),
        ),
      );
      // The global region is asked for what is global only, and in some clouds lists buckets twice.
      const mappings = found.flatMap((page, place) =>
        page.filter(({ ResourceARN = "" }) => place === 0 || arnOf(ResourceARN).region === ""),
      );
      const byName = new Map(mappings.map((mapping) => [mapping.ResourceARN ?? "", mapping]));
      return [...byName.values()].filter((one) => !isMadeByService(one)).map(cloudResource);
    },
    unseen: unseenOnAws,
  };
}

/**
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html lists no roles, and no
 * type that carries no tags.
 */
const unseenOnAws: CloudInventory["unseen"] = {
  aws_iam_role: "AWS does not list roles by their tags",
  aws_kms_alias: "carries no tags",
};

async function resourcesIn(
  client: ResourceGroupsTaggingAPIClient,
  tags: Readonly<Record<string, string>>,
): Promise<readonly ResourceTagMapping[]> {
  const TagFilters = Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] }));
  const found: ResourceTagMapping[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new GetResourcesCommand({ TagFilters, ...(token ? { PaginationToken: token } : {}) }),
    );
    found.push(...(page.ResourceTagMappingList ?? []));
    token = page.PaginationToken;
  } while (token);
  client.destroy();
  return found;
}

function isMadeByService({ ResourceARN = "", Tags = [] }: ResourceTagMapping): boolean {
  const { service, resource } = arnOf(ResourceARN);
  const ofNodeGroup = service === "ec2" && /^(instance|volume|network-interface)\//.test(resource);
  return ofNodeGroup || Tags.some(({ Key = "" }) => MADE_BY_A_SERVICE.test(Key));
}

/** A resource as a user has to know it. */
export function cloudResource({ ResourceARN: name = "", Tags = [] }: ResourceTagMapping): CloudResource {
  const arn = arnOf(name);
  const nameTag = Tags.find(({ Key }) => Key === "Name")?.Value;
  for (const kind of awsKinds) {
    const groups = kind.service === arn.service ? kind.resource.exec(arn.resource) : null;
    if (groups !== null) return { name, nameTag, ...asTerraformHasIt(kind, groups.slice(1), arn) };
  }
  return { name, nameTag, types: [], importId: name, deletion: undefined };
}

function asTerraformHasIt(kind: AwsKind, groups: readonly string[], arn: Arn) {
  const importId = kind.importId?.(groups, arn) ?? groups[0] ?? "";
  const region = arn.region === "" ? "" : ` --region ${arn.region}`;
  const deletion =
    kind.deletion === undefined ? undefined : `${kind.deletion.replace("ID", importId)}${region}`;
  return { types: kind.types, importId, deletion };
}

function arnOf(name: string): Arn {
  const [, , service = "", region = "", account = "", ...resource] = name.split(":");
  return { service, region, account, resource: resource.join(":") };
}
