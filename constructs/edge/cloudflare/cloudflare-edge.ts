import { OriginCaCertificate } from "@cdktf/provider-cloudflare/lib/origin-ca-certificate";
import { Construct } from "constructs";
import type { EdgeOutputs, EnvironmentEdge } from "../../contract/edge";
import { certificateKeyOf } from "./certificate-request";
import { hostNamesOf, originHostNames, pagesHostNames } from "./host-names";
import { bucketName, pagesName } from "./names";
import { ObjectBucket } from "./object-bucket";
import { PagesSite } from "./pages-site";
import { ProxiedRecords } from "./proxied-records";
import { Tunnel } from "./tunnel";
import { readZoneInPlan } from "./zone-in-plan";

export interface CloudflareEdgeProps {
  readonly accountId: string;
  readonly zoneId: string;
  /** `<project>-<environment>`. */
  readonly namePrefix: string;
  readonly edge: EnvironmentEdge;
}

/** Cloudflare in front of one environment: everything but what the whole zone has once. */
export class CloudflareEdge extends Construct {
  readonly outputs: EdgeOutputs;

  constructor(scope: Construct, id: string, props: CloudflareEdgeProps) {
    super(scope, id);
    const { edge, namePrefix, zoneId } = props;
    readZoneInPlan(this, zoneId);
    const tunnel = this.tunnel(props);
    const site = this.site(props);
    const certificate = this.originCertificate(edge);
    const buckets = edge.buckets.map((bucket) => {
      const name = bucketName(namePrefix, bucket);
      const { endpoint } = new ObjectBucket(this, `bucket-${bucket.name}`, { ...props, name, bucket });
      return { key: bucket.name, name, endpoint };
    });
    this.addRecords(props, originHostNames(edge), tunnel?.target ?? edge.origin.hostname);
    if (site !== undefined) this.addRecords(props, pagesHostNames(edge), site.domain);
    this.outputs = {
      hostnames: hostNamesOf(edge),
      tunnelId: tunnel?.id ?? "",
      tunnelTarget: tunnel?.target ?? "",
      tunnelTokenCommand: tunnel?.tokenCommand ?? "",
      pagesDomain: site?.domain ?? "",
      pagesDeployCommand: site?.deployCommand ?? "",
      bucketNames: Object.fromEntries(buckets.map(({ key, name }) => [key, name])),
      bucketEndpoints: Object.fromEntries(buckets.map(({ key, endpoint }) => [key, endpoint])),
      originCertificateId: certificate?.id ?? "",
      originCertificate: certificate?.certificate ?? "",
      originCertificateExpiresOn: certificate?.expiresOn ?? "",
    };
  }

  private tunnel({ accountId, namePrefix, edge }: CloudflareEdgeProps): Tunnel | undefined {
    if (edge.origin.tunnel === undefined) return undefined;
    const { service } = edge.origin.tunnel;
    return new Tunnel(this, "tunnel", {
      accountId,
      name: namePrefix,
      hostNames: originHostNames(edge),
      service,
    });
  }

  private site({ accountId, namePrefix, edge }: CloudflareEdgeProps): PagesSite | undefined {
    const { pages } = edge;
    if (pages === undefined) return undefined;
    const name = pagesName(namePrefix, pages);
    return new PagesSite(this, "pages", { accountId, name, pages, hostNames: pagesHostNames(edge) });
  }

  /** For the domain and every host right below it, so that further records need no other certificate. */
  private originCertificate({ domain, originCertificate }: EnvironmentEdge): OriginCaCertificate | undefined {
    if (originCertificate === undefined || originCertificate === "own") return undefined;
    const { csr, validityDays } = originCertificate;
    const requestType = certificateKeyOf(csr);
    if (requestType === undefined) throw new Error("the certificate signing request was not checked");
    return new OriginCaCertificate(this, "origin-certificate", {
      csr,
      requestType,
      // In Cloudflare's own order: another one would be a change for ever
      // (https://github.com/cloudflare/terraform-provider-cloudflare/issues/6239).
      hostnames: [`*.${domain}`, domain],
      requestedValidity: validityDays,
      // A server has no certificate in between otherwise, when the old one is withdrawn first.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private addRecords(
    { zoneId, namePrefix, edge }: CloudflareEdgeProps,
    names: readonly string[],
    target: string | undefined,
  ): void {
    const targets = target ?? edge.origin.addresses ?? [];
    for (const name of names) {
      new ProxiedRecords(this, name, { zoneId, name, targets, comment: namePrefix });
    }
  }
}
