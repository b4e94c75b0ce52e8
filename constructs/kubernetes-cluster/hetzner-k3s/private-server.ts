import { Token } from "cdktf";
import type { ServerConfig } from "../../../.gen/providers/hcloud/server";
import { serverImage } from "./server-types";

export interface PrivateServerProps {
  readonly location: string;
  readonly networkId: string;
  /**
   * Its fixed address.
   * @default one of the network's last subnet, which is the workers'
   */
  readonly address?: string;
  readonly placementGroupId: string;
  readonly userData: string;
}

/** What all servers of a cluster have in common: a place of their own in the network, and no public address. */
export function privateServer(props: PrivateServerProps) {
  const { location, networkId, address, placementGroupId, userData } = props;
  return {
    image: serverImage,
    location,
    placementGroupId: Token.asNumber(placementGroupId),
    userData,
    publicNet: [{ ipv4Enabled: false, ipv6Enabled: false }],
    network: [
      {
        networkId: Token.asNumber(networkId),
        ...(address === undefined ? {} : { ip: address }),
        // Left out, the provider would attach the server anew each time:
        // https://github.com/hetznercloud/terraform-provider-hcloud/issues/650
        aliasIps: [],
      },
    ],
    shutdownBeforeDeletion: true,
  } satisfies Partial<ServerConfig>;
}

/** What of a server can't be changed without making it anew, and doesn't have to: it is read at the first boot only. */
export const readAtFirstBoot = ["user_data", "image", "ssh_keys"];
