// Everything in k8s/, rendered for every environment on every cloud and held against the API and the platform's rules.
import { readdirSync } from "node:fs";
import path from "node:path";
import { minors } from "../../cli/platform/api-definitions";
import { addOns } from "../../constructs/contract/add-ons";
import { type FeatureName, featureNames } from "../../constructs/contract/feature";
import { featureLabel } from "../../constructs/contract/platform-bridge";
import { projectRoot } from "../../scripts/host";
import { missingCharts, missingChartsWarning } from "../../scripts/render/charts";
import { type Manifest, nameOf } from "../../scripts/render/manifest";
import { letBe, settings, spare } from "./fixtures/exceptions";
import { forbiddenFlows, logServiceFlow, neededFlows } from "./fixtures/flows";
import { knownUnrestricted } from "./fixtures/unrestricted-pods";
import { type Pod, podsOf } from "./pods";
import { type EnvironmentCluster, everyCluster } from "./render/clusters";
import { describeRendered } from "./render/describe-rendered";
import { objectsOf, type RenderedPlatform, renderPlatform } from "./render/platform";
import { admissionProblems } from "./rules/admission";
import { bridgeKeysIn, keysTold, keysUsed } from "./rules/bridge";
import { catalogueProblems, orderProblems, secretsInClear } from "./rules/catalogue";
import { containerProblems } from "./rules/containers";
import { differences } from "./rules/differences";
import { isAllowed, peersOf } from "./rules/flows";
import { duplicateProblems, nameProblems } from "./rules/names";
import { namespaceProblems } from "./rules/namespaces";
import { podSecurityProblems, unrestrictedPods } from "./rules/pod-security";
import { allowedBy, neededBy, projectOf, refusals } from "./rules/project";
import { relationProblems } from "./rules/relations";
import { Traffic } from "./rules/traffic";
import { ApiValidator } from "./schema/validator";

if (missingCharts.length > 0) console.warn(`SKIPPED: ${missingChartsWarning()}`);
const testWithCharts = missingCharts.length === 0 ? test : test.skip;

/** Whether a pod asks for a token that is for somebody else than its own cluster. */
function isProjected(spec: Pod["spec"]): boolean {
  return JSON.stringify(spec).includes('"serviceAccountToken":{"audience"');
}

describeRendered("the platform", () => {
  const clusters: EnvironmentCluster[] = [];
  const rendered = new Map<string, RenderedPlatform>();
  beforeAll(() => {
    clusters.push(...everyCluster());
    for (const cluster of clusters) rendered.set(cluster.title, renderPlatform(cluster));
  }, 300_000);

  /** The problems that a check finds, with the clusters that have them. */
  function problemsOf(
    check: (platform: RenderedPlatform, objects: readonly Manifest[]) => readonly string[],
  ): Readonly<Record<string, readonly string[]>> {
    const found: Record<string, string[]> = {};
    for (const [title, platform] of rendered) {
      for (const problem of check(platform, objectsOf(platform))) {
        found[problem] = [...(found[problem] ?? []), title];
      }
    }
    return found;
  }

  /** Those of single objects: what is the same on several clusters is looked at once. */
  function problemsOfEach(check: (object: Manifest) => readonly string[]) {
    const known = new Map<string, readonly string[]>();
    return problemsOf((_, objects) =>
      objects.flatMap((object) => {
        const text = JSON.stringify(object);
        const problems = known.get(text) ?? check(object);
        known.set(text, problems);
        return problems;
      }),
    );
  }

  /** The ApplicationSets; the root Application makes all of them on every cluster. */
  function setsOf({ applications }: RenderedPlatform): readonly Manifest[] {
    return applications.flatMap(({ manifests }) => manifests).filter(({ kind }) => kind === "ApplicationSet");
  }

  test.each(minors)(
    "is what the API of Kubernetes %s takes",
    (minor) => {
      const api = new ApiValidator(minor);
      expect(problemsOfEach((object) => api.problems(object))).toEqual({});
    },
    120_000,
  );

  test("has names that the API takes, and every object once", () => {
    expect(problemsOf((_, objects) => [...nameProblems(objects), ...duplicateProblems(objects)])).toEqual({});
  });

  test("names only what there is", () => {
    expect(
      problemsOf((_, objects) => [
        ...relationProblems(objects).filter((problem) => !letBe.test(problem)),
        ...namespaceProblems(objects),
      ]),
    ).toEqual({});
  });

  test("has containers with images that stay what they are, and with bounds", () => {
    expect(problemsOf((_, objects) => containerProblems(objects))).toEqual({});
  });

  test("has pods that their namespaces admit", () => {
    expect(problemsOf((_, objects) => podSecurityProblems(objects))).toEqual({});
  });

  // A namespace enforces what the neediest of its pods takes; the others get by on less.
  testWithCharts("has restricted pods, and those that are known to need more", () => {
    const found = new Set([...rendered.values()].flatMap((all) => unrestrictedPods(objectsOf(all))));
    expect([...found].sort()).toEqual([...knownUnrestricted].sort());
  });

  test("has no secret in Git", () => {
    expect(
      problemsOf((_, objects) =>
        secretsInClear(objects)
          .map(nameOf)
          .filter((name) => !settings.includes(name)),
      ),
    ).toEqual({});
  });

  test("is what the catalogue of add-ons declares, in an order that works", () => {
    expect(problemsOf(({ applications }) => applications.flatMap(catalogueProblems))).toEqual({});
    expect(orderProblems()).toEqual([]);
  });

  test("has a folder for every feature that some cloud doesn't ship, and for nothing else", () => {
    const folders = readdirSync(path.join(projectRoot(), "k8s/addons"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const isInstalled = (feature: FeatureName): boolean => Object.keys(addOns[feature].notOn).length < 4;
    expect(folders.sort()).toEqual(featureNames.filter(isInstalled).sort());
  });

  test("asks the cluster Secret for what it tells, and for all of it", () => {
    const told = new Set(clusters.flatMap(({ secret }) => keysTold(secret)));
    const used = new Set([...rendered.values()].flatMap((platform) => keysUsed(setsOf(platform))));
    expect([...used].filter((key) => !told.has(key))).toEqual([]);
    // For people, and for ApplicationSets of their own.
    const forOthers = ["hera/environment", "hera/secret-store", "hera/storage-class"];
    expect([...told].filter((key) => !used.has(key)).sort()).toEqual(forOthers);
  });

  test("installs the features whose labels there are", () => {
    for (const { title, secret } of clusters) {
      const labelled = featureNames.filter((feature) => secret.labels[featureLabel(feature)] === "enabled");
      const installed = rendered.get(title)?.applications.map(({ application }) => application.name);
      expect([...(installed ?? [])].sort()).toEqual([...labelled, "platform"].sort());
    }
  });

  test("is allowed by its project", () => {
    const api = new ApiValidator("1.35");
    expect(
      problemsOf(({ bootstrap, applications }) =>
        refusals(neededBy(applications, api), allowedBy(projectOf(bootstrap, "platform"))),
      ),
    ).toEqual({});
  });

  // Definitions of kinds are left out of what is rendered, and come with half of the charts.
  testWithCharts("is all that its project allows", () => {
    const api = new ApiValidator("1.35");
    const all = [...rendered.values()];
    const { clusterKinds, ...others } = neededBy(
      all.flatMap(({ applications }) => applications),
      api,
    );
    const needs = {
      ...others,
      clusterKinds: [...clusterKinds, "apiextensions.k8s.io CustomResourceDefinition"],
    };
    for (const { bootstrap } of all) {
      expect(refusals(allowedBy(projectOf(bootstrap, "platform")), needs)).toEqual(spare);
    }
  });

  test("changes by a feature's own objects alone where the feature is switched off", () => {
    for (const cluster of clusters) {
      const whole = renderPlatform(cluster);
      for (const feature of featureNames.filter((one) => featureLabel(one) in cluster.secret.labels)) {
        const { [featureLabel(feature)]: _, ...labels } = cluster.secret.labels;
        const without = renderPlatform({ ...cluster, secret: { ...cluster.secret, labels } });
        expect([cluster.title, differences(whole, without)]).toEqual([cluster.title, [`${feature} went`]]);
      }
    }
  }, 120_000);

  testWithCharts("lets through what it needs, and nothing else", () => {
    expect(
      problemsOf((_, objects) => [
        ...neededFlows.filter((flow) => !isAllowed(flow, objects)).map((flow) => `refused: ${flow}`),
        ...forbiddenFlows.filter((flow) => isAllowed(flow, objects)).map((flow) => `allowed: ${flow}`),
      ]),
    ).toEqual({});
  });

  testWithCharts("lets Grafana out where the cloud keeps the control plane's logs, and nowhere else", () => {
    const titles = (isNeeded: boolean) =>
      clusters.filter(({ cloud }) => (cloud !== "hetzner") === isNeeded).map(({ title }) => title);
    expect(problemsOf((_, objects) => [isAllowed(logServiceFlow, objects) ? "let out" : "kept in"])).toEqual({
      "let out": titles(true),
      "kept in": titles(false),
    });
  });

  testWithCharts("has network policies of pods that there are", () => {
    expect(
      problemsOf((_, objects) => {
        const traffic = new Traffic(objects);
        return [...traffic.idlePolicies(peersOf(objects)), ...traffic.idlePeers(peersOf(objects))];
      }),
    ).toEqual({});
  });

  testWithCharts(
    "has a token in cert-manager's own pods where the webhook that gives tokens starts later",
    () => {
      const mounting = problemsOf((_, objects) =>
        objects
          .flatMap(podsOf)
          .filter(({ namespace, spec }) => namespace === "cert-manager" && isProjected(spec))
          .map(({ owner }) => owner),
      );
      const elsewhere = clusters.filter(({ cloud }) => cloud === "hetzner").map(({ title }) => title);
      expect(mounting).toEqual({ "apps/v1 Deployment cert-manager/cert-manager": elsewhere });
    },
  );

  test("is admitted by its own policies", () => {
    expect(
      problemsOf((_, objects) => objects.flatMap(podsOf).flatMap((pod) => admissionProblems(pod, objects))),
    ).toEqual({});
  });

  test("reads keys of the bridge wherever they stand in a text", () => {
    expect(bridgeKeysIn('"hera/a-values": hera/b')).toEqual(["hera/a-values", "hera/b"]);
  });
});
