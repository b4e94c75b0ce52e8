// What lets requests into a cluster: load balancers and DNS records, which controllers make and no Terraform state knows.
import { z } from "zod";
import { type Kubectl, type KubernetesObject, nameOf } from "./kubectl";

const hostsAnnotation = "external-dns.alpha.kubernetes.io/hostname";

const exposureSchema = z.object({
  type: z.string().optional(),
  rules: z.array(z.object({ host: z.string().optional() })).default([]),
});

/** Ingresses, and Services that have a load balancer. */
async function exposed(kubectl: Kubectl): Promise<readonly KubernetesObject[]> {
  const found = await kubectl.list("ingresses.networking.k8s.io", "services");
  return found.filter(({ kind, spec }) => kind === "Ingress" || spec.type === "LoadBalancer");
}

/** The names that requests come by, which external-dns has records for. */
export async function hostNames(kubectl: Kubectl): Promise<readonly string[]> {
  const hosts = (await exposed(kubectl)).flatMap(({ spec, metadata }) => [
    ...exposureSchema.parse(spec).rules.map(({ host }) => host ?? ""),
    ...(metadata.annotations[hostsAnnotation] ?? "").split(","),
  ]);
  return [...new Set(hosts.map((host) => host.trim()).filter((host) => host !== ""))].sort();
}

/** Has them deleted, and names those that are still there: they go when their controller has deleted the load balancer. */
export async function removeLoadBalancers(kubectl: Kubectl): Promise<readonly string[]> {
  const found = await exposed(kubectl);
  for (const one of found) await kubectl.remove(one);
  return found.map(nameOf);
}
