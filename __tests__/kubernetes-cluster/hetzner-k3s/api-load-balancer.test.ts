import { reference } from "../../jsonencoded";
import { k3sStack } from "./k3s-stack";

const dev = k3sStack();
const balancer = "hcloud_load_balancer.cluster_api_balancer";

test("the API's load balancer is in the network only, at the address that NAT hosts forward to", () => {
  expect(dev.only("hcloud_load_balancer_network")).toEqual({
    load_balancer_id: reference(`${balancer}.id`),
    subnet_id: reference("hcloud_network_subnet.control-plane-subnet.id"),
    ip: "10.10.0.2",
    enable_public_interface: false,
  });
});

test("it passes the API's port on, to servers that listen", () => {
  expect(dev.only("hcloud_load_balancer_service")).toMatchObject({
    protocol: "tcp",
    listen_port: 6443,
    destination_port: 6443,
    health_check: { protocol: "tcp", port: 6443, interval: 5, timeout: 3, retries: 3 },
  });
});

test("its targets are this cluster's control plane by label, reached in the network", () => {
  expect(dev.only("hcloud_load_balancer_target")).toMatchObject({
    type: "label_selector",
    label_selector: "hera-cluster=acme-dev,hera-role=control-plane",
    use_private_ip: true,
    depends_on: ["hcloud_load_balancer_network.cluster_api_network"],
  });
});

test.each([true, false])("deletionProtection %s holds for it, too", (deletionProtection) => {
  expect(k3sStack({ cluster: { deletionProtection } }).resource(balancer)).toMatchObject({
    delete_protection: deletionProtection,
    lifecycle: { prevent_destroy: deletionProtection },
  });
});
