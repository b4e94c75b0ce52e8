// What must exist before a server joins the network: read of whole environments, since network and cluster share it.
import { environments } from "../../../envs/environments";
import { onCloud } from "../../conformance/every-environment";
import { type SynthesizedStack, stackOf } from "../../synthesized";

const app = onCloud("hetzner", environments);

/** The addresses of all that Terraform makes before a resource, by way of others too. */
function madeBefore(stack: SynthesizedStack, address: string, found = new Set<string>()): Set<string> {
  const text = JSON.stringify(stack.resource(address));
  const direct = stack.addresses.filter((one) => text.includes(`"${one}"`) || text.includes(`{${one}.`));
  for (const one of direct.filter((one) => one !== address && !found.has(one))) {
    found.add(one);
    madeBefore(stack, one, found);
  }
  return found;
}

test.each(environments)("no worker of $name comes before the workers' subnet, the last one", ({ name }) => {
  const stack = stackOf(app, name);
  const workers = stack.addresses.filter((address) => address.startsWith("hcloud_server.cluster_pool-"));
  expect(workers.length).toBeGreaterThan(0);
  const early = workers.filter(
    (worker) => !madeBefore(stack, worker).has("hcloud_network_subnet.network_subnet-workers"),
  );
  expect(early).toEqual([]);
});
