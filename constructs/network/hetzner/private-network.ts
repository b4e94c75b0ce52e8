import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { Network as HcloudNetwork } from "../../../.gen/providers/hcloud/network";
import { NetworkSubnet } from "../../../.gen/providers/hcloud/network-subnet";
import { bucketLocation, bucketName } from "../../account/hetzner/hetzner-account";
import { objectStorageKeys } from "../../account/hetzner/secrets";
import type { LogInput } from "../../contract/log-settings";
import type { Network, NetworkOutputs, NetworkProps, NetworkSettings } from "../../contract/network";
import { controlPlaneAddresses, loadBalancerAddresses, natAddresses, workerAddresses } from "./address-plan";
import { FlowLogBucket } from "./flow-log-bucket";
import { networkNames } from "./names";
import { Nat } from "./nat";
import type { FlowLogTarget } from "./nat-user-data";

/** What a new network is made from. */
export interface PrivateNetworkProps extends NetworkProps {
  readonly network: NetworkSettings;
}

/** A network of the environment's own: subnets that span its locations, a way out, and a log of what goes through it. */
export class PrivateNetwork extends Construct implements Network {
  readonly outputs: NetworkOutputs;
  readonly egress: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PrivateNetworkProps) {
    super(scope, id);
    const { namePrefix, region, zones, network, overrides, tags } = props;
    const { cidr, podCidr, serviceCidr, natMode } = network;
    if (podCidr === undefined) throw new Error("a network on Hetzner has a block for pods");
    const { id: networkId } = new HcloudNetwork(this, "network", {
      name: networkNames(namePrefix).network,
      ipRange: cidr,
      labels: { ...tags },
    });
    const subnet = (name: string, ipRange: string): NetworkSubnet =>
      new NetworkSubnet(this, `subnet-${name}`, {
        networkId: Token.asNumber(networkId),
        type: "cloud",
        networkZone: region,
        ipRange,
      });
    const workers = subnet("workers", workerAddresses(cidr));
    const controlPlane = subnet("control-plane", controlPlaneAddresses(cidr));
    const loadBalancers = subnet("load-balancers", loadBalancerAddresses(cidr));
    const nat = new Nat(this, "nat", {
      networkId,
      cidr,
      locations: zones,
      natMode,
      namePrefix,
      labels: tags,
      ssh: overrides.hetzner.ssh,
      flowLog: this.flowLog(props, network.flowLogs),
      after: [subnet("nat", natAddresses(cidr))],
    });

    // A worker gets an address of whichever subnet is the last when it joins: it must not come before its own.
    this.egress = [workers, loadBalancers, ...nat.routes];
    this.outputs = {
      networkId,
      cidr,
      podCidr,
      serviceCidr,
      // A subnet spans the locations.
      privateSubnetIdsByZone: Object.fromEntries(zones.map((zone) => [zone, workers.id])),
      // Load balancers have public addresses of their own, which belong to no subnet.
      publicSubnetIdsByZone: {},
      podSubnetIdsByZone: {},
      controlPlaneSubnetIds: [controlPlane.id],
      podRangeName: "",
      serviceRangeName: "",
      egressIps: nat.egressIps,
    };
  }

  private flowLog(
    { namePrefix, account }: PrivateNetworkProps,
    flowLogs: LogInput,
  ): FlowLogTarget | undefined {
    if (flowLogs === "off") return undefined;
    const { bucket } = new FlowLogBucket(this, "flow-log", {
      name: bucketName(namePrefix, account, "flow-logs"),
      retentionDays: flowLogs.retentionDays,
    });
    return { bucket: bucket.bucket, location: bucketLocation(account), ...objectStorageKeys(this) };
  }
}
