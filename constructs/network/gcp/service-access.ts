import { ComputeRoute } from "@cdktf/provider-google/lib/compute-route";
import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { DnsRecordSet } from "@cdktf/provider-google/lib/dns-record-set";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/**
 * The addresses of private.googleapis.com, which are reached from within Google's network only.
 * https://docs.cloud.google.com/vpc/docs/configure-private-google-access#config-options
 */
const privateBlock = "199.36.153.8/30";
const privateAddresses = ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"];

/**
 * Domains of the APIs and the registries, and the name in each that has the addresses; every other name leads to that
 * one.
 */
const domains: Readonly<Record<string, string>> = {
  "googleapis.com": "private.googleapis.com",
  "gcr.io": "gcr.io",
  "pkg.dev": "pkg.dev",
};

export interface ServiceAccessProps {
  readonly networkId: string;
  readonly namePrefix: string;
  /** What must exist before a zone. */
  readonly after: readonly ITerraformDependable[];
}

/** Private ways from the VPC to Google's own services, which need no way to the internet. */
export class ServiceAccess extends Construct {
  readonly routes: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { networkId, namePrefix, after }: ServiceAccessProps) {
    super(scope, id);
    const route = new ComputeRoute(this, "route", {
      name: `${namePrefix}-google-apis`,
      network: networkId,
      destRange: privateBlock,
      nextHopGateway: "default-internet-gateway",
      priority: 1000,
    });
    const records = Object.entries(domains).flatMap(([domain, addressed]) => {
      const zone = new DnsManagedZone(this, `zone-${domain}`, {
        name: `${namePrefix}-${domain.replace(".", "-")}`,
        dnsName: `${domain}.`,
        description: `Leads ${domain} to Google's private addresses`,
        visibility: "private",
        privateVisibilityConfig: { networks: [{ networkUrl: networkId }] },
        dependsOn: [...after],
      });
      const common = { managedZone: zone.name, ttl: 300 };
      return [
        new DnsRecordSet(this, `addresses-${domain}`, {
          ...common,
          name: `${addressed}.`,
          type: "A",
          rrdatas: privateAddresses,
        }),
        new DnsRecordSet(this, `names-${domain}`, {
          ...common,
          name: `*.${domain}.`,
          type: "CNAME",
          rrdatas: [`${addressed}.`],
        }),
      ];
    });
    this.routes = [route, ...records];
  }
}
