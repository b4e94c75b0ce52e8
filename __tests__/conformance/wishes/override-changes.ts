import type { HetznerOverridesInput, ShellAccessInput } from "../../../constructs/contract/overrides";
import type { OtherValue } from "./other";
import type { Subject } from "./subject";

const path = "environment.overrides.hetzner";

const shellAccess: ShellAccessInput = {
  authorizedCidrs: ["198.51.100.0/24"],
  publicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVzIGFzIGFuIGV4YW1wbGUga2V5 ada"],
};

/** All that is asked of Hetzner alone, with other values; most wishes ask for nothing. */
function withOverrides({ overrides }: Subject["read"], changes: HetznerOverridesInput) {
  return { "environment.overrides": { hetzner: { ...overrides.hetzner, ...changes } } };
}

/** Shell access with other values; a network that somebody else made has no host to let anybody in by. */
function withShell({ read, newNetwork }: Subject, changes: Partial<ShellAccessInput>) {
  const before = read.overrides.hetzner.ssh ?? shellAccess;
  return newNetwork && withOverrides(read, { ssh: { ...before, ...changes } });
}

/** Other values for what only one cloud has. */
export const overrideChanges: Readonly<Record<string, OtherValue>> = {
  [`${path}.ssh.authorizedCidrs`]: (subject) => withShell(subject, { authorizedCidrs: ["203.0.113.0/24"] }),
  [`${path}.ssh.publicKeys`]: (subject) =>
    withShell(subject, {
      publicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFub3RoZXIgZXhhbXBsZSBrZXkgaGVyZQ== eve"],
    }),
  [`${path}.controlPlaneServers`]: ({ read }) =>
    read.kubernetesCluster.controlPlaneHa ? withOverrides(read, { controlPlaneServers: 5 }) : undefined,
};
