/** A release of k3s, and the checksums (SHA-256) of its binaries. */
export interface K3sRelease {
  readonly version: string;
  readonly amd64: string;
  readonly arm64: string;
}

/**
 * The releases that new servers install, by Kubernetes minor. The checksums stand in `sha256sum-amd64.txt` (`k3s`) and
 * `sha256sum-arm64.txt` (`k3s-arm64`) of each release: https://github.com/k3s-io/k3s/releases
 */
export const k3sReleases: Readonly<Record<string, K3sRelease>> = {
  "1.35": {
    version: "v1.35.8+k3s1",
    amd64: "12f81c9bb5b71e098a4f7a2d187e350902a9339a6c3d5e56c20a03f7a417e07f",
    arm64: "898476e008704289382377ef19946f23b511cf2678042cb5c8aef991e64f840a",
  },
  "1.36": {
    version: "v1.36.4+k3s1",
    amd64: "835873f37245fc615f547a2fe2af9402a347875f13fa64a1f136de644955ea3f",
    arm64: "c920706346d5ad4e5cd3c7bf1bb09ce71ebe07fec829e513e40f1caf98aed8bb",
  },
};

/** Kubernetes minors that have a pinned release of k3s. */
export const kubernetesVersions: readonly string[] = Object.keys(k3sReleases);

/**
 * The release of a minor.
 *
 * @throws Error if it has none.
 */
export function k3sRelease(kubernetesVersion: string): K3sRelease {
  const release = k3sReleases[kubernetesVersion];
  if (release === undefined) throw new Error(`there is no pinned release of k3s for ${kubernetesVersion}`);
  return release;
}
