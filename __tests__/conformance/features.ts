// Which features of a platform hang together, on each cloud.
import { addOns } from "../../constructs/contract/add-ons";
import { type FeatureName, featureNames } from "../../constructs/contract/feature";
import { needsOn } from "../../constructs/contract/platform-checks";
import type { CloudName } from "../../constructs/contract/project";

/** Whether a cloud's clusters get a feature from the platform, and not with the cluster. */
export function isInstalledOn(cloud: CloudName, name: FeatureName): boolean {
  return addOns[name].notOn[cloud] === undefined;
}

/** What an installed feature doesn't work without, and is installed, too. */
export function needsOf(name: FeatureName, cloud: CloudName): readonly FeatureName[] {
  const found = new Set<FeatureName>(isInstalledOn(cloud, name) ? needsOn(name, cloud) : []);
  for (const one of found) for (const need of needsOn(one, cloud)) found.add(need);
  return [...found].filter((one) => one !== name && isInstalledOn(cloud, one));
}

/** What is installed and doesn't work without a feature. */
export function dependantsOf(name: FeatureName, cloud: CloudName): readonly FeatureName[] {
  return featureNames.filter((other) => needsOf(other, cloud).includes(name));
}
