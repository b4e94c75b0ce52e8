import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeRoute } from "@cdktf/provider-google/lib/compute-route";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import type { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { NatMode } from "../../contract/network";
import { networkNames } from "./names";

export interface InternetAccessProps {
  readonly networkId: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly natMode: NatMode;
  /** The subnetwork whose machines and pods may go out. */
  readonly nodes: ComputeSubnetwork;
  readonly namePrefix: string;
  /** What must exist before an address. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The VPC's way to the internet: a route, and Cloud NAT, which spans the region and outlives a zone by itself. More
 * zones can only mean more addresses, and with them more connections at once.
 */
export class InternetAccess extends Construct {
  /** The public addresses of Cloud NAT. */
  readonly egressIps: string[] = [];
  /** What leads out; nothing without NAT. */
  readonly routes: readonly ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    { networkId, region, zones, natMode, nodes, namePrefix, after }: InternetAccessProps,
  ) {
    super(scope, id);
    if (natMode === "none") return;
    const names = networkNames(namePrefix);
    const route = new ComputeRoute(this, "route", {
      name: `${namePrefix}-internet`,
      network: networkId,
      destRange: "0.0.0.0/0",
      nextHopGateway: "default-internet-gateway",
      priority: 1000,
    });
    const router = new ComputeRouter(this, "router", { name: names.router, network: networkId, region });
    const addressZones = natMode === "single" ? zones.slice(0, 1) : zones;
    const addresses = addressZones.map(
      (zone) =>
        new ComputeAddress(this, `nat-address-${zone}`, {
          name: `${namePrefix}-nat-${zone}`,
          region,
          addressType: "EXTERNAL",
          dependsOn: [...after],
          // An address that is no longer wanted can go only after Cloud NAT has let go of it.
          lifecycle: { createBeforeDestroy: true },
        }),
    );
    const nat = new ComputeRouterNat(this, "nat", {
      name: names.nat,
      router: router.name,
      region,
      natIpAllocateOption: "MANUAL_ONLY",
      natIps: addresses.map((address) => address.selfLink),
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetwork: [{ name: nodes.id, sourceIpRangesToNat: ["ALL_IP_RANGES"] }],
      // A node has few ports until it needs more, so that an address is enough for a thousand nodes.
      enableDynamicPortAllocation: true,
      minPortsPerVm: 64,
      maxPortsPerVm: 16384,
      // Google doesn't allow it beside the former.
      enableEndpointIndependentMapping: false,
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    });
    this.egressIps = addresses.map(({ address }) => address);
    this.routes = [route, nat];
  }
}
