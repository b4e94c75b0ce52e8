import { createHttpHeaders, type HttpClient, type PipelineRequest } from "@azure/core-rest-pipeline";
import { azureInventory } from "../../cli/clouds/azure";
import { azureKinds, unseenOnAzure } from "../../cli/clouds/azure-kinds";
import { connectManagement, type ManagementList } from "../../cli/clouds/azure-management";
import { explain } from "../../cli/errors/explain";
import { KnownResources, orphansOf, parseStack } from "../../cli/orphans";
import { azureAccountInput } from "../azure-examples";
import { everyEnvironment } from "../conformance/every-environment";
import { typesOf } from "./orphan-types";

const subscription = azureAccountInput.account;
const scope = `/subscriptions/${subscription}`;
const tags = { project: "acme", environment: "dev" };

interface Listed {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Lists as Azure does: a filter takes one tag, and leaves the tags out of the answer. */
function listing(groups: readonly object[], resources: readonly Listed[]): ManagementList {
  return async (path, { $filter = "" } = {}) => {
    if (path === `${scope}/resourcegroups`) return groups;
    const [, key = "", value = ""] = /^tagName eq '(.*)' and tagValue eq '(.*)'$/.exec($filter) ?? [];
    return resources.filter((one) => one.tags[key] === value).map(({ id }) => ({ id }));
  };
}

const group = (name: string, further: object = {}) => ({
  id: `${scope}/resourceGroups/${name}`,
  name,
  ...further,
});
const resource = (rest: string, own: Readonly<Record<string, string>> = tags): Listed => ({
  id: `${scope}/resourceGroups/${rest}`,
  tags: own,
});

function found(groups: readonly object[], resources: readonly Listed[]) {
  return azureInventory(subscription, listing(groups, resources)).tagged(tags, () => false);
}

test.each([
  ["azurerm_virtual_network", "Microsoft.Network/virtualNetworks/dev"],
  ["azurerm_kubernetes_cluster", "Microsoft.ContainerService/managedClusters/dev"],
  ["azurerm_network_watcher_flow_log", "Microsoft.Network/networkWatchers/west/flowLogs/dev"],
  ["azurerm_user_assigned_identity", "Microsoft.ManagedIdentity/userAssignedIdentities/dev"],
])("%s is imported as the provider writes its id, however Azure writes it", async (type, rest) => {
  const [one, ...others] = await found(
    [group("Acme-dev")],
    [resource(`ACME-DEV/providers/${rest.toLowerCase()}`)],
  );
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    types: [type],
    importId: `${scope}/resourceGroups/Acme-dev/providers/${rest}`,
    deletion: `az resource delete --ids ${scope}/resourceGroups/ACME-DEV/providers/${rest.toLowerCase()}`,
  });
});

test("a group is found by its own tags, whatever case their keys have", async () => {
  const groups = [
    group("acme-dev", { tags: { Project: "acme", environment: "dev" } }),
    group("acme-prod", { tags: { project: "acme", environment: "prod" } }),
    group("untagged"),
  ];
  expect(await found(groups, [])).toEqual([
    {
      name: `${scope}/resourceGroups/acme-dev`,
      nameTag: undefined,
      types: ["azurerm_resource_group"],
      importId: `${scope}/resourceGroups/acme-dev`,
      deletion: `az group delete --name acme-dev --subscription ${subscription}`,
    },
  ]);
});

test("what has one of the tags only, and what Azure made by itself, is left out", async () => {
  const groups = [group("acme-dev"), group("MC_acme-dev", { tags, managedBy: `${scope}/cluster` })];
  const network = "providers/Microsoft.Network/virtualNetworks/dev";
  expect(
    await found(groups, [
      resource(`acme-dev/${network}`, { environment: "dev" }),
      resource(`mc_acme-dev/${network}`),
    ]),
  ).toEqual([]);
});

test("what is of no kind that Hera makes is named with its deletion", async () => {
  const [one] = await found([group("acme-dev")], [resource("acme-dev/providers/Microsoft.Web/sites/dev")]);
  expect(one).toMatchObject({
    types: [],
    deletion: `az resource delete --ids ${scope}/resourceGroups/acme-dev/providers/Microsoft.Web/sites/dev`,
  });
});

test("an orphan's place is found by its name", async () => {
  const stack = parseStack(
    JSON.stringify({ resource: { azurerm_public_ip: { one: { name: "nat-1" }, other: { name: "nat-2" } } } }),
  );
  const id = "acme-dev/providers/Microsoft.Network/publicIPAddresses/nat-2";
  const all = await found([group("acme-dev")], [resource(id)]);
  expect(orphansOf(all, new KnownResources([]), stack).map(({ address }) => address)).toEqual([
    "azurerm_public_ip.other",
  ]);
});

test("each type that Hera makes is either searched for or told as unseen", () => {
  const known = new Set([
    "azurerm_resource_group",
    ...Object.values(azureKinds),
    ...Object.keys(unseenOnAzure),
  ]);
  const made = typesOf(everyEnvironment(), "azurerm_");
  expect(made.length).toBeGreaterThan(20);
  expect(made.filter((type) => !known.has(type))).toEqual([]);
});

const credential = {
  getToken: async () => ({ token: "token", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};

function answering(answer: (url: string) => readonly [status: number, body: object]) {
  const asked: string[] = [];
  const client: HttpClient = {
    sendRequest: async (request: PipelineRequest) => {
      asked.push(request.url);
      const [status, body] = answer(request.url);
      return { request, status, headers: createHttpHeaders(), bodyAsText: JSON.stringify(body) };
    },
  };
  return { asked, list: connectManagement(credential, client) };
}

test("a list goes on as long as Azure says", async () => {
  const next = "https://management.azure.com/further?page=2";
  const { asked, list } = answering((url) =>
    url === next ? [200, { value: [2] }] : [200, { value: [1], nextLink: next }],
  );
  expect(await list("/subscriptions/x/resources", { $filter: "a b" })).toEqual([1, 2]);
  expect(asked).toEqual([
    "https://management.azure.com/subscriptions/x/resources?api-version=2021-04-01&%24filter=a+b",
    next,
  ]);
});

test.each([
  ["AuthorizationFailed", 403, "access to the subscription was denied (words of Azure)"],
  ["SubscriptionNotFound", 404, "there is no such subscription"],
  ["InvalidAuthenticationTokenTenant", 401, "the subscription is in another tenant"],
  ["ExpiredAuthenticationToken", 401, "the credentials have expired"],
])("%s is explained", async (code, status, text) => {
  const { list } = answering(() => [status, { error: { code, message: "words of Azure" } }]);
  const error: unknown = await list("/subscriptions/x/resources").catch((thrown: unknown) => thrown);
  expect(explain(error)).toMatchObject({ reason: "credentials", message: expect.stringContaining(text) });
});
