// The add-ons as the contract declares them, and as they are in k8s/.
import { addOns } from "../../../constructs/contract/add-ons";
import { charts } from "../../../constructs/contract/charts";
import { type FeatureName, featureNames } from "../../../constructs/contract/feature";
import { chartsOf } from "../../../constructs/contract/pinned-charts";
import { at, isFields, type Manifest } from "../../../scripts/render/manifest";
import { podsOf } from "../pods";
import type { RenderedApplication } from "../render/platform";

/** The feature of an Application's name; undefined for the root Application. */
function featureOf(name: string): FeatureName | undefined {
  return featureNames.find((feature) => feature === name);
}

/** Where an Application isn't what the catalogue says of its feature. */
export function catalogueProblems({
  application,
  manifests,
  leftOut,
}: RenderedApplication): readonly string[] {
  const feature = featureOf(application.name);
  if (feature === undefined)
    return application.name === "platform" ? [] : [`${application.name} is no feature`];
  const { namespace, wave, identity } = addOns[feature];
  const pinned = Object.entries(charts)
    .filter(([name]) => name === feature)
    .flatMap(([, chart]) => chartsOf(chart))
    .map(({ repoUrl, name, version }) => `${repoUrl} ${name} ${version}`);
  const used = application.sources
    .filter(({ chart }) => chart !== undefined)
    .map(({ repoURL, chart, targetRevision }) => `${repoURL} ${chart} ${targetRevision}`);
  const account = identity?.serviceAccount;
  const isRunning = account === undefined || leftOut.length > 0 || runsAs(manifests, namespace, account);
  const problems = [
    ...(application.namespace === namespace ? [] : [`goes to ${application.namespace}, not to ${namespace}`]),
    ...(application.wave === wave ? [] : [`has wave ${application.wave}, not ${wave}`]),
    ...used.filter((chart) => !pinned.includes(chart)).map((chart) => `${chart} is not pinned in charts.ts`),
    ...(used.length === Math.min(pinned.length, 1) ? [] : [`has ${used.length} charts`]),
    ...(isRunning ? [] : [`no pod runs as ${namespace}/${account}, which has the identity`]),
  ];
  return problems.map((problem) => `${feature}: ${problem}`);
}

/** Whether pods, or what an operator or a chart's own kind makes pods of, run as a service account that is made. */
function runsAs(manifests: readonly Manifest[], namespace: string, account: string): boolean {
  const isMade = manifests.some(
    ({ kind, metadata }) =>
      kind === "ServiceAccount" && metadata.namespace === namespace && metadata.name === account,
  );
  const isUsed = manifests
    .flatMap(podsOf)
    .some((pod) => pod.namespace === namespace && pod.spec.serviceAccountName === account);
  return isMade && isUsed;
}

/** Waves in which a feature would come before what it needs. */
export function orderProblems(): readonly string[] {
  return featureNames.flatMap((feature) =>
    addOns[feature].needs
      .filter((needed) => addOns[needed].wave > addOns[feature].wave)
      .map((needed) => `${feature} comes before ${needed}`),
  );
}

/** Secrets whose content stands in Git, where charts' own random ones are let be. */
export function secretsInClear(manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.filter(({ kind, apiVersion, ...rest }) => {
    const content = { ...asFields(at(rest, "data")), ...asFields(at(rest, "stringData")) };
    return kind === "Secret" && apiVersion === "v1" && Object.values(content).some((value) => value !== "");
  });
}

function asFields(value: unknown) {
  return isFields(value) ? value : {};
}
