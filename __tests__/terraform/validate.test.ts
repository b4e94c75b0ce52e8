// The providers' own checks of every stack: conflicting arguments, values of enumerations, formats of ids.
import { workloadPermissions } from "../../constructs/contract/workload-identity";
import { dev } from "../../envs/dev";
import { prod } from "../../envs/prod";
import { project } from "../../envs/project";
import { staging } from "../../envs/staging";
import { exampleEnvironment, exampleInExistingNetwork, exampleProject } from "../examples";
import { patience, type SynthesizedFolder, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.withoutCloud();
}, patience);
afterAll(() => world.close(), patience);

async function validateAll(folder: SynthesizedFolder): Promise<void> {
  for (const stack of folder.stacks) {
    const terraform = world.terraform(folder, stack);
    await terraform.init("-backend=false");
    await terraform.validate();
  }
}

test(
  "every stack of the app is valid",
  () => validateAll(world.synthesize("app", project, [dev, staging, prod])),
  patience,
);

test(
  "the state backend is valid with every option on",
  async () => {
    const everything = exampleProject({
      stateBackend: {
        locking: "both",
        encryption: "customer-key",
        objectLock: { mode: "COMPLIANCE", days: 7, acceptIrreversible: true },
        accessLogDays: 30,
        location: "us-east-1",
      },
    });
    await validateAll(world.synthesize("state-options", everything));
  },
  patience,
);

test(
  "an environment is valid with its options turned the other way",
  async () => {
    const options = exampleEnvironment("options", {
      network: { natMode: "none", privateServiceAccess: true, flowLogs: "off", podCidr: "100.64.0.0/16" },
      cluster: {
        endpointAccess: "public-restricted",
        authorizedCidrs: ["198.51.100.0/24"],
        secretsEncryption: "provider-key",
        upgradeChannel: "extended",
        controlPlaneLogs: "off",
        deletionProtection: true,
        workloadIdentities: [
          { name: "all", namespace: "apps", serviceAccount: "all", permissions: workloadPermissions },
        ],
      },
    });
    const withDnsZone = exampleProject({ aws: { dnsZoneIds: ["Z0123456789ABCDEFGHIJ"] } });
    const existing = exampleInExistingNetwork("existing", {
      existing: {
        networkId: "vpc-0123456789abcdef0",
        cidr: "10.8.0.0/16",
        privateSubnetIdsByZone: {
          "eu-west-1a": "subnet-0123456789abcdef0",
          "eu-west-1b": "subnet-0123456789abcdef1",
        },
      },
    });
    await validateAll(world.synthesize("environment-options", withDnsZone, [options, existing]));
  },
  patience,
);
