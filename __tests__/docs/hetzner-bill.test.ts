// What Hetzner is paid for, as docs/clouds/hetzner.md lists it: prices change, and what is made is what can be told.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { environments } from "../../envs/environments";
import { markdownTable } from "../../scripts/docs/markdown";
import { projectRoot } from "../../scripts/host";
import { onCloud } from "../conformance/every-environment";
import { type Arguments, type SynthesizedStack, stackOf } from "../synthesized";

const page = readFileSync(path.join(projectRoot(), "docs/clouds/hetzner.md"), "utf8");
const headings = [
  "",
  "control plane",
  "NAT hosts",
  "nodes, at least",
  "nodes, at most",
  "load balancers",
  "IPv4 addresses",
];

/** How many there are of each type. */
function counted(types: readonly unknown[]): string {
  return [...new Set(types)]
    .map((type) => `${types.filter((one) => one === type).length} × \`${type}\``)
    .join(", ");
}

function serversOf(stack: SynthesizedStack, part: string): readonly Arguments[] {
  const servers = Object.entries(stack.resources("hcloud_server"));
  return servers.filter(([name]) => name.startsWith(part)).map(([, server]) => server);
}

function row({ name, kubernetesCluster }: EnvironmentInput, stack: SynthesizedStack): string[] {
  const typesOf = (part: string) => serversOf(stack, part).map((server) => server.server_type);
  const atMost = kubernetesCluster.nodePools.flatMap((pool) => {
    const made = stack.resource(`terraform_data.cluster_pool-${pool.name}_made`);
    return Array.from({ length: pool.maxNodes }, () => Object(made.input).serverType);
  });
  const balancers = Object.values(stack.resources("hcloud_load_balancer"));
  const addresses = ["hcloud_primary_ip", "hcloud_floating_ip"].flatMap((type) =>
    Object.keys(stack.resources(type)).map(() => type.replace("hcloud_", "").replace("_ip", "")),
  );
  return [
    `\`${name}\``,
    counted(typesOf("cluster_control-plane")),
    counted(typesOf("network_nat")),
    counted(typesOf("cluster_pool-")),
    counted(atMost),
    counted(balancers.map((balancer) => balancer.load_balancer_type)),
    counted(addresses).replaceAll("`", ""),
  ];
}

const app = onCloud("hetzner", environments);

test("the page lists every server, load balancer and address of each environment", () => {
  const rows = environments.map((environment) => row(environment, stackOf(app, environment.name)));
  expect(page).toContain(markdownTable(headings, rows));
});

test("the page names as many buckets as each environment has, and no further thing is paid for", () => {
  for (const stack of environments.map(({ name }) => stackOf(app, name))) {
    // Those of the platform are on the cloud of the workloads.
    const buckets = Object.values(stack.resources("aws_s3_bucket"));
    expect(buckets.filter(({ provider }) => provider === "aws.object-storage")).toHaveLength(3);
    expect(stack.resources("hcloud_volume")).toEqual({});
    expect(stack.resources("hcloud_snapshot")).toEqual({});
  }
  expect(page).toContain("three buckets");
});

test("the page says no price", () => {
  const [, section = ""] = page.split("## What is paid for");
  expect(section.split("\n## ")[0]).not.toMatch(/[€$]|\bEUR\b|\bUSD\b/);
});
