import type { NatUserDataProps } from "../../../constructs/network/hetzner/nat-user-data";

/** The first host of a pair that keeps a log, with everything filled in. */
export const natExample: NatUserDataProps = {
  hostname: "acme-dev-nat-fsn1",
  cidr: "10.10.0.0/16",
  privateAddress: "10.10.64.2",
  pair: {
    networkId: "7",
    floatingIpId: "9",
    floatingIp: "198.51.100.9",
    peerAddress: "10.10.64.3",
    hcloudToken: "token",
  },
  flowLog: { bucket: "logs", location: "fsn1", accessKey: "access", secretKey: "secret" },
  sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcMe ada"],
};
