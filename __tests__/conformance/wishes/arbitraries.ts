// Valid wishes for a cloud, drawn from all that the cloud says it can honour.
import fc from "fast-check";
import { clouds } from "../../../constructs/clouds";
import type { Capabilities } from "../../../constructs/contract/capabilities";
import type { ExistingNetworkInput, NetworkInput } from "../../../constructs/contract/network";
import type { CloudName, EnvironmentAccountInput } from "../../../constructs/contract/project";
import { clusterArbitrary } from "./cluster-arbitrary";
import { block, log, word } from "./draw";
import type { CloudExample } from "./example";
import { cloudExamples } from "./examples";
import { platformArbitrary } from "./platform-arbitrary";
import type { Wish } from "./wish";

/** What is asked of a state backend is no part of a wish. */
const stateBackend = { store: "aws", account: "999999999999", location: "us-east-1" } as const;

/** Anything valid that somebody may ask of a cloud. */
export function wishOn(cloud: CloudName): fc.Arbitrary<Wish> {
  const { capabilities: can } = clouds[cloud];
  const example = cloudExamples[cloud];
  const { fitted = (environment) => environment } = example;
  const tags = fc.dictionary(word, word, { maxKeys: 3 });
  return fc
    .record({
      name: fc
        .stringMatching(/^[a-z][a-z0-9-]{0,6}[a-z0-9]$/)
        .filter((name) => !/^tf(state|seed)|(^|-)edge$|-platform$/.test(name)),
      own: ownAccount(can, example),
      tags,
      platform: platformArbitrary,
      projectTags: tags,
      environment: environmentParts(cloud),
    })
    .map(({ name, own, projectTags, environment, platform, ...rest }) => ({
      project: {
        name: "acme",
        owner: "platform",
        tags: projectTags,
        stateBackend,
        clouds: {
          ...example.otherAccounts,
          [cloud]: { ...example.accounts[0], ...(own && { environments: { [name]: own } }) },
        },
      },
      environment: fitted({ name, cloud, ...rest, ...environment, ...(platform && { platform }) }),
    }));
}

/** The parts that depend on the number of zones. */
function environmentParts(cloud: CloudName) {
  const { capabilities, machineTypes } = clouds[cloud];
  const { diskSizeGb = capabilities.diskSizeGb } = cloudExamples[cloud];
  const can = { ...capabilities, diskSizeGb };
  return fc.integer({ min: can.minimumZones, max: 3 }).chain((zones) =>
    fc.record({
      zones: fc.constant(zones),
      network: fc.oneof(
        { weight: 2, arbitrary: newNetwork(can, cloudExamples[cloud]) },
        { weight: 1, arbitrary: existingNetwork(can, cloudExamples[cloud], zones) },
      ),
      kubernetesCluster: clusterArbitrary(can, machineTypes, zones),
    }),
  );
}

/** What an environment's account may have of its own beside another id. */
function ownAccount(
  { accountFields }: Capabilities,
  { accounts: [first, second], deployRole }: CloudExample,
): fc.Arbitrary<EnvironmentAccountInput | undefined> {
  const fields = {
    adminPrincipals: fc.constant(second.adminPrincipals),
    dnsZoneIds: fc.constant(second.dnsZoneIds ?? []),
    deployRole: fc.constant(deployRole(first.account)),
  };
  const { adminPrincipals, dnsZoneIds, deployRole: role } = fields;
  const known = {
    adminPrincipals,
    ...(accountFields.includes("dnsZoneIds") && { dnsZoneIds }),
    ...(accountFields.includes("deployRole") && { deployRole: role }),
  };
  return fc.option(fc.record(known, { requiredKeys: [] }), { nil: undefined });
}

function newNetwork(can: Capabilities, { blocks }: CloudExample): fc.Arbitrary<NetworkInput> {
  const fields = fc.record(
    {
      cidr: block(blocks.cidr),
      podCidr: block(blocks.podCidr),
      serviceCidr: block(blocks.serviceCidr),
      natMode: fc.constantFrom(...can.natModes),
      flowLogs: log(can.flowLogRetentionDays),
      privateServiceAccess: can.privateServiceAccess ? fc.boolean() : fc.constant(false),
    },
    { requiredKeys: ["cidr", "natMode", ...(can.podCidr.new ? [] : (["podCidr"] as const))] },
  );
  return fields.map(({ podCidr, ...network }) => ({
    ...network,
    ...(can.podCidr.new && podCidr !== undefined && { podCidr }),
    // Nodes need a way to the services that they join the cluster by.
    ...(network.natMode === "none" && can.privateServiceAccess && { privateServiceAccess: true }),
  }));
}

function existingNetwork(
  can: Capabilities,
  { accounts: [account], blocks, existingNetwork: existing }: CloudExample,
  zones: number,
): fc.Arbitrary<ExistingNetworkInput> {
  const network = existing(account, account.zones.slice(0, zones), { network: 1, parts: 1 });
  return fc
    .record({ podCidr: block(blocks.podCidr), serviceCidr: block(blocks.serviceCidr) }, { requiredKeys: [] })
    .map(({ podCidr, ...blocksOfServices }) => ({
      existing: network,
      ...blocksOfServices,
      ...(can.podCidr.existing && podCidr !== undefined && { podCidr }),
    }));
}
