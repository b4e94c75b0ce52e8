import { readFileSync } from "node:fs";
import { ProxyAgent } from "proxy-agent";
import type { Environment } from "../../scripts/host";

/** Agents for Node's requests that take the way which Terraform takes. */
export interface HttpsAgents {
  readonly httpAgent: ProxyAgent;
  readonly httpsAgent: ProxyAgent;
}

/**
 * Through HTTPS_PROXY where one is set, trusting whom AWS_CA_BUNDLE names. Node itself reads NODE_EXTRA_CA_CERTS, and
 * neither of these two.
 */
export function httpsAgents({ AWS_CA_BUNDLE: bundle = "" }: Environment): HttpsAgents {
  const trust = bundle === "" ? {} : { ca: readFileSync(bundle) };
  const agent = new ProxyAgent({ keepAlive: true, ...trust });
  return { httpAgent: agent, httpsAgent: agent };
}
