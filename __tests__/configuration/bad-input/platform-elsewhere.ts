import { azureAccountInput } from "../../azure-examples";
import { hetznerAccountInput } from "../../hetzner-examples";
import { type BadInputs, told } from "../refusal";

const platform = {
  domain: "dev.example.com",
  gitops: { repoUrl: "https://git.example.com/platform.git", revision: "main" },
};

const zone = (type: string, name: string) =>
  `/subscriptions/${azureAccountInput.account}/resourceGroups/dns/providers/Microsoft.Network/${type}/${name}`;

export const badPlatformElsewhere: BadInputs = {
  about: "a platform on another cloud",
  cases: [
    {
      it: "has no place for anything on Hetzner alone",
      project: { "clouds.hetzner": hetznerAccountInput },
      dev: { cloud: "hetzner", platform },
      problems: [
        told(
          "dev.platform has no place for secrets, backups and DNS records, because hetzner has no services for these.",
          "Allowed: a platform on hetzner where project.clouds.hetzner.workloadsOn names another cloud.",
          'Mend: add workloadsOn to clouds.hetzner in envs/project.ts: "aws", "azure", "gcp".',
        ),
      ],
    },
    {
      it: "needs the webhook on Hetzner by which pods are known elsewhere",
      project: { "clouds.hetzner": { ...hetznerAccountInput, workloadsOn: "aws" } },
      dev: {
        cloud: "hetzner",
        platform: {
          ...platform,
          features: {
            "workload-identity-webhook": false,
            "external-dns": false,
            "external-secrets": false,
            "kube-prometheus-stack": false,
            loki: false,
            "fluent-bit": false,
            tempo: false,
            "opentelemetry-collector": false,
          },
        },
      },
      problems: [
        told(
          "dev.platform.features.velero needs workload-identity-webhook, which is off.",
          "Allowed: features whose needs are on: workload-identity-webhook.",
          "Mend: switch workload-identity-webhook on, or velero off.",
        ),
      ],
    },
    {
      it: "has a public zone with the domain in it on Azure",
      project: {
        "clouds.azure": {
          ...azureAccountInput,
          dnsZoneIds: [zone("privateDnsZones", "example.com"), zone("dnsZones", "example.org")],
        },
      },
      dev: {
        cloud: "azure",
        "kubernetesCluster.nodePools.0.minNodes": 2,
        platform: { ...platform, dnsZone: "existing" },
      },
      problems: [
        told(
          'dev.platform.domain = "dev.example.com" is in none of the public zones that the account names as dnsZoneIds.',
          "Allowed: the domain of a public zone, or one below it.",
          'Mend: add the zone to dnsZoneIds in envs/project.ts, or use dnsZone: "new".',
        ),
      ],
    },
  ],
};
