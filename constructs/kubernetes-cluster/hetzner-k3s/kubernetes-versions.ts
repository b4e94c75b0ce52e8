/** Kubernetes minors that have a pinned release of k3s. */
export const kubernetesVersions: readonly string[] = ["1.35"];
