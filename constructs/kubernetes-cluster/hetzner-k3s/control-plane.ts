import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PlacementGroup } from "../../../.gen/providers/hcloud/placement-group";
import { Server } from "../../../.gen/providers/hcloud/server";
import { clusterSecret, hcloudToken, objectStorageKeys } from "../../account/hetzner/secrets";
import type { KubernetesClusterProps } from "../../contract/kubernetes-cluster";
import { controlPlaneAddressesIn } from "./addresses";
import { k3sNames, serverLabels } from "./names";
import { privateServer, readAtFirstBoot } from "./private-server";
import { controlPlaneServerType } from "./server-types";
import {
  type ClusterBucket,
  type ControlPlaneSecrets,
  controlPlaneUserData,
  type NodeProps,
} from "./user-data";

/** Locations that a control plane of several servers is spread over: etcd outlives the loss of one of three. */
export const controlPlaneLocations = 3;

export interface ControlPlaneProps extends KubernetesClusterProps {
  readonly node: NodeProps;
  readonly networkName: string;
  readonly bucket: ClusterBucket;
  /** What must exist before a server starts: its configuration, and the way to it and to the others. */
  readonly after: readonly ITerraformDependable[];
}

/** The servers of the control plane, with etcd on each of them. */
export class ControlPlane extends Construct {
  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id);
    const { namePrefix, cluster, network, tags } = props;
    const { deletionProtection } = cluster;
    const names = k3sNames(namePrefix);
    const labels = { ...tags, ...serverLabels(namePrefix, "control-plane") };
    const placementGroup = new PlacementGroup(this, "placement", {
      name: names.controlPlane,
      type: "spread",
      labels: { ...tags },
    });
    const addresses = controlPlaneAddressesIn(network);
    const secrets = this.secrets();
    for (const { key, location, position } of controlPlanePlaces(props)) {
      const name = names.controlPlaneServer(key);
      const address = addresses.server(position);
      new Server(this, key, {
        ...privateServer({
          location,
          networkId: network.networkId,
          address,
          placementGroupId: placementGroup.id,
          userData: controlPlaneUserData({
            ...props.node,
            hostname: name,
            privateAddress: address,
            place: position,
            networkName: props.networkName,
            bucket: props.bucket,
            secrets,
          }),
        }),
        name,
        serverType: controlPlaneServerType,
        labels,
        deleteProtection: deletionProtection,
        rebuildProtection: deletionProtection,
        // What it is told at its first boot it follows from the bucket later; a new one would cost etcd a member.
        lifecycle: { preventDestroy: deletionProtection, ignoreChanges: readAtFirstBoot },
        dependsOn: [...props.egress, ...props.after],
      });
    }
  }

  private secrets(): ControlPlaneSecrets {
    const { accessKey, secretKey } = objectStorageKeys(this);
    return {
      token: clusterSecret(this, "token"),
      agentToken: clusterSecret(this, "agentToken"),
      serverCaCertificate: clusterSecret(this, "serverCaCertificate"),
      serverCaKey: clusterSecret(this, "serverCaKey"),
      serviceAccountKey: clusterSecret(this, "serviceAccountKey"),
      hcloudToken: hcloudToken(this),
      objectStorageAccessKey: accessKey,
      objectStorageSecretKey: secretKey,
    };
  }
}

/** Servers of the control plane. */
export function controlPlaneServers({
  cluster,
  overrides,
}: Pick<KubernetesClusterProps, "overrides"> & {
  readonly cluster: Pick<KubernetesClusterProps["cluster"], "controlPlaneHa">;
}): number {
  return overrides.hetzner.controlPlaneServers ?? (cluster.controlPlaneHa ? controlPlaneLocations : 1);
}

/** A server's place: `fsn1-2` is the second of its location. */
interface ControlPlanePlace {
  readonly key: string;
  readonly location: string;
  /** Counted from 0 through all; it decides the address, and 0 begins the cluster. */
  readonly position: number;
}

/** Spread over the project's first locations, also those that the environment's nodes don't span. */
function controlPlanePlaces(props: KubernetesClusterProps): ControlPlanePlace[] {
  const locations = props.account.zones.slice(0, controlPlaneLocations);
  return Array.from({ length: controlPlaneServers(props) }, (_, position) => {
    const location = locations[position % locations.length] ?? "";
    const key = `${location}-${Math.floor(position / locations.length) + 1}`;
    return { key, location, position };
  });
}
