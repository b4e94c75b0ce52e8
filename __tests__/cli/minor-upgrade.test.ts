// What a newer Kubernetes minor no longer serves of what is rendered.
import { environmentClusters } from "../../cli/platform/environment-clusters";
import { minorUpgrade } from "../../cli/platform/minor-upgrade";
import { minorVersions } from "../../cli/platform/minor-versions";
import { type ServedKinds, servedKinds, unservedObjects } from "../../cli/platform/unserved-objects";
import { readEnvironment } from "../../cli/project";
import { clouds } from "../../constructs/clouds";
import { cloudNames } from "../../constructs/contract/project";
import { readManifests } from "../../scripts/render/manifest";
import { describeRendered } from "../k8s/render/describe-rendered";

const served = servedKinds();

describe("an object", () => {
  const origin = "k8s/addons/fixture/resources";
  const object = (apiVersion: string, kind: string): string =>
    `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: fixture, namespace: default }\n`;

  /** The minors that are known and don't serve a kind. */
  function unservedBy(apiVersion: string, kind: string): readonly string[] {
    const sources = [{ origin, manifests: readManifests(object(apiVersion, kind)) }];
    return [...served.keys()].filter((minor) => unservedObjects(minor, sources, served).length > 0);
  }

  test.each([
    ["admissionregistration.k8s.io/v1beta1", "ValidatingAdmissionPolicy", ["1.34", "1.35", "1.36"]],
    ["storage.k8s.io/v1alpha1", "VolumeAttributesClass", ["1.35", "1.36"]],
    ["scheduling.k8s.io/v1alpha1", "Workload", ["1.33", "1.34", "1.36"]],
    ["resource.k8s.io/v1", "ResourceClaim", ["1.33"]],
    ["flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", ["1.33", "1.34", "1.35", "1.36"]],
    ["extensions/v1beta1", "Ingress", ["1.33", "1.34", "1.35", "1.36"]],
    ["v1", "Pods", ["1.33", "1.34", "1.35", "1.36"]],
  ])("of %s %s isn't served by %j", (apiVersion, kind, minors) => {
    expect(unservedBy(apiVersion, kind)).toEqual(minors);
  });

  test.each([
    ["apps/v1", "Deployment"],
    ["v1", "Service"],
    ["cert-manager.io/v1", "Certificate"],
    ["snapshot.storage.k8s.io/v1", "VolumeSnapshot"],
    ["metrics.k8s.io/v1beta1", "PodMetrics"],
  ])("of %s %s is served by all, or no minor's business", (apiVersion, kind) => {
    expect(unservedBy(apiVersion, kind)).toEqual([]);
  });

  test("is named with its API and with what makes it", () => {
    const manifests = readManifests(object("scheduling.k8s.io/v1alpha1", "Workload"));
    expect(unservedObjects("1.36", [{ origin, manifests }], served)).toEqual([
      {
        minor: "1.36",
        apiVersion: "scheduling.k8s.io/v1alpha1",
        kind: "Workload",
        namespace: "default",
        name: "fixture",
        origin,
      },
    ]);
  });
});

describe("a minor", () => {
  const of = (cloud: (typeof cloudNames)[number], kubernetesVersion: string) =>
    minorVersions({ name: "dev", cloud, kubernetesCluster: { kubernetesVersion } });

  test("is compared with those that its cloud offers", () => {
    expect(of("aws", "1.34")).toEqual({
      environment: "dev",
      cloud: "aws",
      pinned: "1.34",
      endOfSupport: "2026-12-02",
      newer: ["1.35", "1.36"],
    });
    expect(of("aws", "1.36").newer).toEqual([]);
    expect(of("azure", "1.35")).toMatchObject({ endOfSupport: null, newer: ["1.36"] });
  });

  test.each(cloudNames)(
    "that %s offers is known from 1.33 on, and ends on a day where it is known when",
    (cloud) => {
      const { kubernetesVersions, endOfSupport } = clouds[cloud].capabilities;
      expect(kubernetesVersions.filter((minor) => !served.has(minor) && minor >= "1.33")).toEqual([]);
      for (const [minor, day] of Object.entries(endOfSupport)) {
        expect(kubernetesVersions).toContain(minor);
        expect(new Date(day).toISOString()).toBe(`${day}T00:00:00.000Z`);
      }
    },
  );
});

describeRendered("an upgrade of dev", () => {
  const { project, environment } = readEnvironment("dev");
  const cluster = () => {
    const found = environmentClusters(project, [environment]).get("dev");
    if (found === undefined) throw new Error("dev has no platform");
    return { ...found, kubernetesVersion: "1.35" };
  };

  /** The same with other annotations, and without those that are undefined. */
  const annotated = (changes: Readonly<Record<string, string | undefined>>) => {
    const { secret, ...rest } = cluster();
    const annotations = Object.fromEntries(
      Object.entries({ ...secret.annotations, ...changes }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value] as const],
      ),
    );
    return { ...rest, secret: { ...secret, annotations } };
  };

  /** What is served without some kinds from a minor on. */
  function without(minor: string, ...kinds: readonly string[]): ServedKinds {
    const left = (all: ReadonlySet<string>) => new Set([...all].filter((kind) => !kinds.includes(kind)));
    return new Map([...served].map(([one, all]) => [one, one >= minor ? left(all) : all]));
  }

  test("names each object that the new minor no longer serves once, with the folder that makes it", () => {
    const { minors, unserved, failures } = minorUpgrade(
      cluster(),
      ["1.36"],
      without("1.36", "v1 LimitRange"),
    );
    expect({ minors, failures }).toEqual({ minors: ["1.35", "1.36"], failures: [] });
    expect(unserved).toContainEqual({
      minor: "1.36",
      apiVersion: "v1",
      kind: "LimitRange",
      namespace: "example-application",
      name: "containers",
      origin: "k8s/addons/example-application/resources",
    });
    expect(new Set(unserved.map(({ kind }) => kind))).toEqual(new Set(["LimitRange"]));
    expect(new Set(unserved.map((one) => JSON.stringify(one))).size).toBe(unserved.length);
  }, 300_000);

  test("names what not even the pinned minor serves, and says which minors nothing is known of", () => {
    const { minors, unserved, failures } = minorUpgrade(
      cluster(),
      ["1.36", "1.99"],
      without("1.34", "v1 Namespace"),
    );
    expect(minors).toEqual(["1.35", "1.36"]);
    expect(new Set(unserved.map(({ minor }) => minor))).toEqual(new Set(["1.35"]));
    expect(failures).toEqual(["what Kubernetes 1.99 serves is not known here"]);
  }, 300_000);

  test("says what could not be rendered for a minor", () => {
    const { failures } = minorUpgrade(
      annotated({ "hera/repo-url": "https://elsewhere.invalid" }),
      ["1.36"],
      served,
    );
    expect(failures).toEqual(
      ["1.35", "1.36"].map((minor) =>
        expect.stringMatching(
          new RegExp(`^for Kubernetes ${minor}: Application platform: .* is not the repository of`),
        ),
      ),
    );
  }, 300_000);

  test("looks at everything else where an ApplicationSet makes no Application", () => {
    const { unserved, failures } = minorUpgrade(
      annotated({ "hera/traefik-values": undefined }),
      [],
      without("1.35", "v1 LimitRange"),
    );
    expect(failures).toEqual([
      "for Kubernetes 1.35: argoproj.io/v1alpha1 ApplicationSet argocd/traefik: the cluster Secret of in-cluster has no hera/traefik-values among its annotations",
    ]);
    expect(unserved).toContainEqual(expect.objectContaining({ kind: "LimitRange" }));
  }, 300_000);
});
