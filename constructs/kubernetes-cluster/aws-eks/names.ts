/** Names that the cluster gives where AWS wants one, from the environment's prefix. */
export function eksNames(namePrefix: string) {
  return {
    cluster: namePrefix,
    logGroup: `/aws/eks/${namePrefix}/cluster`,
    secretsKeyAlias: `alias/${namePrefix}-eks-secrets`,
    clusterRole: `${namePrefix}-eks-cluster`,
    nodeRole: `${namePrefix}-eks-node`,
    vpcCniRole: `${namePrefix}-eks-vpc-cni`,
    ebsCsiRole: `${namePrefix}-eks-ebs-csi`,
    clusterSecurityGroup: `${namePrefix}-eks-cluster`,
    nodeSecurityGroup: `${namePrefix}-eks-node`,
    // No prefix has a "/" or a ".", so that no two environments' pools or identities can share a name.
    launchTemplate: (pool: string) => `${namePrefix}/${pool}`,
    workloadRole: (identity: string) => `${namePrefix}.${identity}`,
  };
}
