import type { DeployedStack } from "../../../cli/environment/deployed-stack";
import { intentions } from "../../../cli/environment/intentions";

function stack(name: string, ...addresses: readonly string[]): DeployedStack {
  const resources = new Map(addresses.map((address) => [address, "{}"]));
  return { name, place: `s3://acme/${name}`, resources, outputs: {} };
}

const own = stack("dev", "aws_vpc.network", "aws_eks_cluster.cluster");
const platform = stack("dev-platform", "helm_release.argocd", "helm_release.bootstrap");
const cluster = { clusterName: "acme-dev" };
const whole = { own, platform, access: cluster, reached: cluster, kept: [] };

test("a cluster is cleared before its platform's stack goes, and that before the environment", () => {
  expect(intentions(whole)).toEqual([
    "First everything that the controllers of acme-dev made: load balancers, volumes WITH THEIR DATA, DNS records.",
    "Then 2 resources of dev-platform (s3://acme/dev-platform).",
    "Then 2 resources of dev (s3://acme/dev).",
  ]);
});

test("without its cluster, what controllers made stays, and the platform is only forgotten", () => {
  expect(intentions({ ...whole, reached: undefined })).toEqual([
    "What the controllers of acme-dev made is left alone: load balancers, volumes, DNS records.",
    "2 resources of dev-platform (s3://acme/dev-platform) are only taken out of its state: they go with their cluster.",
    "Then 2 resources of dev (s3://acme/dev).",
  ]);
});

test("where no output names a cluster, it is told what stays of one that runs nonetheless, and what to do", () => {
  const [first, second, ...rest] = intentions({ ...whole, access: undefined, reached: undefined });
  expect(first).toContain("dev's outputs name no cluster");
  expect(second).toContain("`npx cdktf deploy dev` first");
  expect(rest).toHaveLength(2);
});

test("a platform whose environment is gone is all that there is to forget", () => {
  expect(intentions({ ...whole, own: stack("dev"), access: undefined, reached: undefined })).toEqual([
    "dev has no resources, and so no cluster.",
    "2 resources of dev-platform (s3://acme/dev-platform) are only taken out of its state: they go with their cluster.",
  ]);
});

test("an edge stays, and a platform that was never deployed isn't named", () => {
  expect(intentions({ ...whole, platform: stack("dev-platform"), kept: ["dev-edge"] }).slice(1)).toEqual([
    "Then 2 resources of dev (s3://acme/dev).",
    "dev-edge stays: `npx cdktf destroy dev-edge` removes it, and what its buckets hold.",
  ]);
});
