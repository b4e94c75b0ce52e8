// Grafana reads the control plane's logs where the cloud keeps them, as an identity that there is for nothing else; where
// they aren't kept, there is neither a data source nor an identity.
import { z } from "zod";
import { valuesAnnotation } from "../../constructs/contract/platform-bridge";
import { type CloudName, cloudNames } from "../../constructs/contract/project";
import { dev } from "../../envs/dev";
import { jsonencoded } from "../jsonencoded";
import { type SynthesizedStack, stackOf } from "../synthesized";
import { onCloud } from "./every-environment";

const feature = "kube-prometheus-stack";

const outputsSchema = z.object({
  clusterSecretAnnotations: z.record(z.string(), z.string()),
  identities: z.record(z.string(), z.unknown()),
});
const valuesSchema = z.object({ grafana: z.object({ controlPlaneLogs: z.unknown().optional() }) });

function synthesized(cloud: CloudName, controlPlaneLogs: "off" | { readonly retentionDays: number }) {
  const kubernetesCluster = { ...dev.kubernetesCluster, controlPlaneLogs };
  return stackOf(onCloud(cloud, [{ ...dev, cloud, kubernetesCluster }]), dev.name);
}

function sourceOf(stack: SynthesizedStack): unknown {
  const text = outputsSchema.parse(stack.outputs).clusterSecretAnnotations[valuesAnnotation(feature)] ?? "";
  const values = text.startsWith("{") ? JSON.parse(text) : jsonencoded(text);
  return valuesSchema.parse(values).grafana.controlPlaneLogs;
}

const sources: Readonly<Record<CloudName, object | undefined>> = {
  aws: {
    type: "cloudwatch",
    jsonData: {
      authType: "default",
      defaultRegion: expect.any(String),
      logGroups: [
        {
          arn: expect.stringMatching(/^arn:aws:logs:.*:log-group:\/aws\/eks\/.*-dev\/cluster:\*$/),
          name: expect.stringMatching(/^\/aws\/eks\/.*-dev\/cluster$/),
          accountId: expect.any(String),
        },
      ],
    },
  },
  azure: {
    type: "grafana-azure-monitor-datasource",
    jsonData: {
      azureAuthType: "workloadidentity",
      cloudName: "azuremonitor",
      subscriptionId: expect.any(String),
    },
  },
  gcp: {
    type: "googlecloud-logging-datasource",
    jsonData: { authenticationType: "gce", defaultProject: expect.any(String) },
  },
  // They are in Loki.
  hetzner: undefined,
};

describe.each(cloudNames)("on %s", (cloud) => {
  test("they are a data source where they are kept, and Grafana has an identity that reads them", () => {
    const stack = synthesized(cloud, { retentionDays: 30 });
    expect(sourceOf(stack)).toEqual(sources[cloud]);
    const { identities } = outputsSchema.parse(stack.outputs);
    expect(feature in identities).toBe(sources[cloud] !== undefined);
  });

  test("there is neither where they aren't kept", () => {
    const stack = synthesized(cloud, "off");
    expect(sourceOf(stack)).toBeUndefined();
    expect(outputsSchema.parse(stack.outputs).identities).not.toHaveProperty(feature);
  });
});
