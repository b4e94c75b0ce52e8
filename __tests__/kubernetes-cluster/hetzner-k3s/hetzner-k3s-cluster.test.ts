import type { FederateWorkloads } from "../../../constructs/contract/workload-federation";
import { spotPool, systemPool } from "../../examples";
import { reference } from "../../jsonencoded";
import { existingNetwork, type K3sChanges, k3sStack } from "./k3s-stack";

const issuer = "https://fsn1.your-objectstorage.com/acme-dev-1234567-oidc";

const reader = {
  name: "reader",
  namespace: "apps",
  serviceAccount: "reader",
  permissions: ["secrets.read" as const],
};

test("a private cluster is reached at its load balancer, a public one at the NAT's address", () => {
  expect(k3sStack().outputs.clusterEndpoint).toBe("https://10.10.0.2:6443");
  const cluster = { endpointAccess: "public-restricted", authorizedCidrs: ["198.51.100.0/24"] } as const;
  expect(k3sStack({ cluster }).outputs.clusterEndpoint).toBe("https://203.0.113.10:6443");
  expect(k3sStack({ network: existingNetwork }).outputs.clusterEndpoint).toBe("https://10.10.64.2:6443");
});

test("people sign in at the identity provider, and the outputs hold no credential", () => {
  const { outputs } = k3sStack();
  expect(outputs.authExec).toEqual({
    command: "kubectl",
    args: [
      "oidc-login",
      "get-token",
      "--oidc-issuer-url=https://login.acme.test/realms/acme",
      "--oidc-client-id=kubernetes",
      "--oidc-extra-scope=profile",
    ],
  });
  const variables = JSON.stringify(outputs).match(/var\.[A-Za-z_.]+/g);
  expect(new Set(variables)).toEqual(new Set(["var.cluster_secrets.serverCaCertificate"]));
});

test("one command adds the cluster to kubeconfig, with its authority and the way to sign in", () => {
  const command = String(k3sStack().outputs.kubeconfigCommand).split(" && ");
  expect(command).toEqual([
    "kubectl config set-cluster acme-dev --server=https://10.10.0.2:6443",
    `kubectl config set clusters.acme-dev.certificate-authority-data ${reference("nonsensitive(base64encode(var.cluster_secrets.serverCaCertificate))")}`,
    expect.stringMatching(
      /^kubectl config set-credentials acme-dev .*--exec-command=kubectl --exec-arg=oidc-login --exec-arg=get-token --exec-arg=--oidc-issuer-url=/,
    ),
    "kubectl config set-context acme-dev --cluster=acme-dev --user=acme-dev",
    "kubectl config use-context acme-dev",
  ]);
});

test("the outputs say what the cluster is, on the cloud's own terms", () => {
  expect(
    k3sStack({ cluster: { nodePools: [systemPool, { ...spotPool, zones: [2] }] } }).outputs,
  ).toMatchObject({
    clusterName: "acme-dev",
    clusterId: "acme-dev",
    kubernetesVersion: "1.35",
    oidcIssuerUrl: issuer,
    workloadIdentityProvider: issuer,
    nodeSecurityGroupId: reference("hcloud_firewall.cluster_firewalls_nodes.id"),
    nodeIdentity: "",
    secretsEncryptionKeyId: "k3s:acme-dev:secretbox",
    nodePoolNames: {
      system: ["acme-dev-system-fsn1", "acme-dev-system-nbg1", "acme-dev-system-hel1"],
      workload: ["acme-dev-workload-nbg1"],
    },
    logDestination: "s3://acme-dev-1234567-cluster/logs/",
  });
  expect(k3sStack({ cluster: { controlPlaneLogs: "off" } }).outputs.logDestination).toBe("");
});

test("identities are made where the workloads' cloud is, which is told of the issuer and when its keys are out", () => {
  const told: unknown[] = [];
  const federateWorkloads: FederateWorkloads = (_scope, id, { url, published }) => {
    told.push([id, url, published.length]);
    return { grant: ({ name }) => ({ principal: `made:${name}`, annotations: {}, podLabels: {} }) };
  };
  const { outputs } = k3sStack({ federateWorkloads, cluster: { workloadIdentities: [reader] } });
  expect(told).toEqual([["workloads", issuer, 3]]);
  expect(outputs.workloadIdentities).toMatchObject({ reader: { principal: "made:reader" } });
});

test("without such a cloud nothing can be granted", () => {
  expect(() => k3sStack({ cluster: { workloadIdentities: [reader] } })).toThrow(
    "the account names no cloud that workloads are on",
  );
});

test("the control plane is told how many servers it has, and where load balancers of Services stand", () => {
  const configurationOf = (changes: K3sChanges): string =>
    JSON.stringify(k3sStack(changes).resources("aws_s3_object"));
  const ofFive = configurationOf({ overrides: { controlPlaneServers: 5 } });
  expect(ofFive).toContain(`etcd-s3-retention: ${5 * 7 * 4}`);
  const subnet = "HCLOUD_LOAD_BALANCERS_PRIVATE_SUBNET_IP_RANGE";
  expect(ofFive).toMatch(new RegExp(`${subnet}:.{0,24}value: 10\\.10\\.32\\.0/19`));
  expect(configurationOf({ network: existingNetwork })).not.toContain(subnet);
});
