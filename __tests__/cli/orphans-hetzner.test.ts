import { hetznerInventory } from "../../cli/clouds/hetzner";
import { connectHetzner, type HetznerGet, listWith } from "../../cli/clouds/hetzner-api";
import { bucketNamesIn } from "../../cli/clouds/hetzner-buckets";
import { hetznerKinds, unseenOnHetzner } from "../../cli/clouds/hetzner-kinds";
import { explain } from "../../cli/errors/explain";
import { KnownResources, namesGivenBy, orphansOf, parseStack } from "../../cli/orphans";
import { serverLabels } from "../../constructs/kubernetes-cluster/hetzner-k3s/names";
import { everyEnvironment } from "../conformance/every-environment";
import { typesOf } from "./orphan-types";

const labels = { project: "acme", environment: "dev" };

const stack = parseStack(
  JSON.stringify({
    resource: {
      aws_s3_bucket: { cluster: { bucket: "acme-dev-1234567-cluster" } },
      hcloud_network: { network: { name: "acme-dev" } },
      hcloud_server: { one: { name: "acme-dev-cp-1" }, two: { name: "acme-dev-cp-2" } },
    },
  }),
);

interface Answered {
  readonly id: number;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Answers each kind in pages of one resource. */
function answering(kinds: Readonly<Record<string, readonly Answered[]>>, asked: string[] = []): HetznerGet {
  return async (target) => {
    asked.push(target);
    const { pathname, searchParams } = new URL(target, "https://api.hetzner.cloud");
    const kind = pathname.replace("/v1/", "");
    const all = kinds[kind] ?? [];
    const page = Number(searchParams.get("page"));
    const pagination = { next_page: page < all.length ? page + 1 : null };
    const content = { [kind]: all.slice(page - 1, page), meta: { pagination } };
    return { status: 200, content: Buffer.from(JSON.stringify(content)) };
  };
}

function found(kinds: Readonly<Record<string, readonly Answered[]>>, buckets: readonly string[] = []) {
  const inventory = hetznerInventory(listWith(answering(kinds)), "fsn1", async () => buckets);
  return inventory.tagged(labels, namesGivenBy(stack));
}

test.each([
  ["hcloud_firewall", "firewalls", "hcloud firewall delete 7"],
  ["hcloud_floating_ip", "floating_ips", "hcloud floating-ip delete 7"],
  ["hcloud_load_balancer", "load_balancers", "hcloud load-balancer delete 7"],
  ["hcloud_network", "networks", "hcloud network delete 7"],
  ["hcloud_placement_group", "placement_groups", "hcloud placement-group delete 7"],
  ["hcloud_primary_ip", "primary_ips", "hcloud primary-ip delete 7"],
  ["hcloud_server", "servers", "hcloud server delete 7"],
  ["hcloud_ssh_key", "ssh_keys", "hcloud ssh-key delete 7"],
  ["hcloud_volume", "volumes", "hcloud volume delete 7"],
])("%s is found by its labels and imported by its number", async (type, kind, deletion) => {
  expect(await found({ [kind]: [{ id: 7, name: "a", labels }] })).toEqual([
    { name: `https://api.hetzner.cloud/v1/${kind}/7`, nameTag: "a", types: [type], importId: "7", deletion },
  ]);
});

test.each([
  ["a node of the autoscaler's", "servers", "hcloud/node-group"],
  ["a load balancer of a service", "load_balancers", "hcloud-ccm/service-uid"],
  ["a claim's volume", "volumes", "pvc-name"],
])(
  "%s is left out while the cluster has a control plane, and found when it hasn't",
  async (_, kind, label) => {
    const made = { id: 7, name: "a", labels: { ...labels, [label]: "x" } };
    const server = { id: 8, name: "b", labels: { ...labels, ...serverLabels("acme-dev", "control-plane") } };
    const standing = await found(
      kind === "servers" ? { servers: [made, server] } : { [kind]: [made], servers: [server] },
    );
    expect(standing.map(({ importId }) => importId)).toEqual(["8"]);
    expect(await found({ [kind]: [made] })).toMatchObject([{ importId: "7" }]);
  },
);

test("a bucket is found by the name that the stack gives it", async () => {
  expect(await found({}, ["acme-dev-1234567-cluster", "acme-dev-2-1234567-cluster"])).toMatchObject([
    {
      types: ["aws_s3_bucket"],
      importId: "acme-dev-1234567-cluster",
      deletion:
        "aws s3 rb s3://acme-dev-1234567-cluster --force --endpoint-url https://fsn1.your-objectstorage.com",
    },
  ]);
});

test("an orphan's place is found by its name, and what a state has is none", async () => {
  const all = await found({
    networks: [{ id: 1, name: "acme-dev", labels }],
    servers: [
      { id: 2, name: "acme-dev-cp-1", labels },
      { id: 3, name: "acme-dev-cp-2", labels },
    ],
  });
  const state = {
    resources: [
      { mode: "managed", type: "hcloud_server", name: "one", instances: [{ attributes: { id: "2" } }] },
    ],
  };
  const known = new KnownResources([Buffer.from(JSON.stringify(state))]);
  expect(orphansOf(all, known, stack).map(({ address, importId }) => [address, importId])).toEqual([
    ["hcloud_server.two", "3"],
    ["hcloud_network.network", "1"],
  ]);
});

test("a list is read to its last page, by both labels", async () => {
  const asked: string[] = [];
  const list = listWith(
    answering(
      {
        servers: [
          { id: 1, name: "a", labels },
          { id: 2, name: "b", labels },
        ],
      },
      asked,
    ),
  );
  const inventory = hetznerInventory(list, "fsn1", async () => []);
  expect(await inventory.tagged(labels, () => false)).toHaveLength(2);
  const queries = asked
    .filter((target) => target.startsWith("/v1/servers?"))
    .map((target) => new URLSearchParams(target.split("?")[1]));
  expect(queries.map((query) => query.get("page"))).toEqual(["1", "2"]);
  expect(queries[0]?.get("label_selector")).toBe("project==acme,environment==dev");
});

test("no type is both searched for and told as unseen", () => {
  const searched = Object.values(hetznerKinds).map(({ type }) => type);
  expect(searched.filter((type) => type in unseenOnHetzner)).toEqual([]);
});

test("each type that Hera makes is either searched for or told as unseen", () => {
  const known = new Set([
    ...Object.values(hetznerKinds).map(({ type }) => type),
    ...Object.keys(unseenOnHetzner),
  ]);
  const made = typesOf(everyEnvironment(), "hcloud_");
  expect(made.length).toBeGreaterThan(10);
  expect(made.filter((type) => !known.has(type))).toEqual([]);
});

test.each([
  ["a token", () => connectHetzner({})("/v1/servers"), "TF_VAR_hcloud_token"],
  ["keys", () => bucketNamesIn("fsn1", {})(), "TF_VAR_object_storage_secret_key"],
  [
    "a secret key",
    () => bucketNamesIn("fsn1", { TF_VAR_object_storage_access_key: "KEYOFTHEPROJECT0" })(),
    "TF_VAR_object_storage_secret_key",
  ],
])("%s that is missing is named, and never printed", async (_, call, variable) => {
  const error: unknown = await call().catch((thrown: unknown) => thrown);
  const explained = explain(error);
  expect(explained).toMatchObject({ reason: "credentials", next: expect.stringContaining(variable) });
  expect(explained?.message).not.toContain("KEYOFTHEPROJECT0");
});

test.each([
  [401, "unauthorized", "credentials", "TF_VAR_hcloud_token"],
  [403, "forbidden", "credentials", "read and write"],
  [429, "rate_limit_exceeded", "unreachable", "in a minute"],
  [503, "service_error", "unreachable", "in a minute"],
])("%i %s is explained", async (status, code, reason, mend) => {
  const content = Buffer.from(JSON.stringify({ error: { code, message: "words" } }));
  const inventory = hetznerInventory(
    listWith(async () => ({ status, content })),
    "fsn1",
    async () => [],
  );
  const error: unknown = await inventory.tagged(labels, () => false).catch((thrown: unknown) => thrown);
  const explained = explain(error);
  expect(explained).toMatchObject({ reason, message: expect.stringContaining("(words)") });
  expect(explained?.next).toContain(mend);
});
