import { hostNames, removeLoadBalancers } from "../../../cli/environment/load-balancers";
import { ClusterInMemory, object } from "./cluster-in-memory";

const balanced = { type: "LoadBalancer" };
const cleanup = { finalizers: ["service.kubernetes.io/load-balancer-cleanup"] };

test("the names are those of ingresses' rules and of annotations, each once", async () => {
  const annotations = {
    "external-dns.alpha.kubernetes.io/hostname": "direct.dev.test, shop.dev.test",
  };
  const cluster = new ClusterInMemory(
    object("Ingress shop/front", { rules: [{ host: "shop.dev.test" }, { host: "www.dev.test" }, {}] }),
    object("Ingress shop/whole", { defaultBackend: {} }),
    object("Service traefik/traefik", balanced, { annotations }),
    object("Service shop/inner", { type: "ClusterIP" }, { annotations: { ...annotations, x: "y" } }),
  );
  expect(await hostNames(cluster.kubectl)).toEqual(["direct.dev.test", "shop.dev.test", "www.dev.test"]);
});

test("they are still there until their controller has deleted the load balancer", async () => {
  const cluster = new ClusterInMemory(
    object("Ingress shop/front"),
    object("Service traefik/traefik", balanced, cleanup),
    object("Service shop/inner", { type: "ClusterIP" }),
  );
  expect(await removeLoadBalancers(cluster.kubectl)).toEqual([
    "Ingress shop/front",
    "Service traefik/traefik",
  ]);
  expect(await removeLoadBalancers(cluster.kubectl)).toEqual(["Service traefik/traefik"]);
  cluster.release("Service traefik/traefik");
  expect(await removeLoadBalancers(cluster.kubectl)).toEqual([]);
  expect(cluster.names).toEqual(["Service shop/inner"]);
});
