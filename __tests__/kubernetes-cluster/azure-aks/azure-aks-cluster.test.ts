import { reference } from "../../jsonencoded";
import { clusterOnAzure } from "./cluster-on-azure";

const stack = clusterOnAzure();
const cluster = (attribute: string) =>
  reference(`azurerm_kubernetes_cluster.cluster_control-plane_cluster.${attribute}`);

test("the stack needs no provider but azurerm", () => {
  expect(stack.providers).toEqual(["azurerm"]);
});

test("all that is made is in a resource group of the cluster's own, in the account's region", () => {
  expect(stack.only("azurerm_resource_group")).toMatchObject({
    name: "acme-dev-cluster",
    location: "westeurope",
  });
  const group = reference("azurerm_resource_group.cluster_group.name");
  expect(stack.only("azurerm_kubernetes_cluster")).toMatchObject({
    name: "acme-dev",
    resource_group_name: group,
    node_resource_group: "acme-dev-nodes",
    location: "westeurope",
  });
});

test("the outputs say how to reach the cluster, with a command and never a token", () => {
  const group = reference("azurerm_resource_group.cluster_group.name");
  expect(stack.outputs).toMatchObject({
    clusterName: cluster("name"),
    clusterId: cluster("id"),
    clusterEndpoint: `https://${cluster("private_fqdn")}`,
    kubernetesVersion: cluster("kubernetes_version"),
    authExec: {
      command: "kubelogin",
      args: ["get-token", "--login", "azurecli", "--server-id", "6dae42f8-4368-4678-94ff-3960e28e3630"],
    },
    kubeconfigCommand: `az aks get-credentials --subscription 11111111-1111-4111-8111-111111111111 --resource-group ${group} --name ${cluster("name")} && kubelogin convert-kubeconfig --login azurecli`,
  });
});

test("of the credentials that the provider reads, the outputs give the certificate authority alone", () => {
  expect(stack.outputs.clusterCaCertificate).toBe(
    reference(
      "nonsensitive(azurerm_kubernetes_cluster.cluster_control-plane_cluster.kube_config[0].cluster_ca_certificate)",
    ),
  );
  expect(JSON.stringify(stack.outputs).match(/kube_\w+/g)).toEqual(["kube_config"]);
});

test("a public endpoint has a public name", () => {
  const open = clusterOnAzure({
    cluster: { endpointAccess: "public-restricted", authorizedCidrs: ["198.51.100.7/32"] },
  });
  expect(open.outputs.clusterEndpoint).toBe(`https://${cluster("fqdn")}`);
});

test("the outputs name what nodes and pods are known by", () => {
  expect(stack.outputs).toMatchObject({
    oidcIssuerUrl: cluster("oidc_issuer_url"),
    workloadIdentityProvider: cluster("oidc_issuer_url"),
    nodeSecurityGroupId: reference("azurerm_application_security_group.cluster_nodes.id"),
    nodeIdentity: reference("azurerm_user_assigned_identity.cluster_identities_kubelet.id"),
    secretsEncryptionKeyId: reference("azurerm_key_vault_key.cluster_secrets_key.versionless_id"),
  });
});

test("a further zone adds an agent pool for each pool and a role on its subnet, and changes shares alone", () => {
  const two = clusterOnAzure({ zones: ["1", "2"] });
  const three = clusterOnAzure({ zones: ["1", "2", "3"] });
  expect(three.addresses.filter((address) => !two.addresses.includes(address))).toEqual([
    "azurerm_kubernetes_cluster_node_pool.cluster_pool-system-3",
    "azurerm_role_assignment.cluster_identities_grant-subnet-3",
  ]);
  expect(two.addresses.filter((address) => !three.addresses.includes(address))).toEqual([]);
});
