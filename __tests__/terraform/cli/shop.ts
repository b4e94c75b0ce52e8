// What a team and Argo CD put into a cluster.

/** All of it is made by controllers, outside of Terraform: a load balancer, and a volume with its data. */
export const shop = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec: { type: LoadBalancer, ports: [{ port: 443 }], selector: { app: front } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec: { rules: [{ host: shop.dev.invalid }] }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: volumes }
provisioner: ebs.csi.aws.com
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: data, namespace: shop }
spec:
  serviceName: data
  selector: { matchLabels: { app: data } }
  template: { metadata: { labels: { app: data } }, spec: { containers: [{ name: data, image: "data:1" }] } }
  volumeClaimTemplates:
    - metadata: { name: files }
      spec: { accessModes: [ReadWriteOnce], storageClassName: volumes, resources: { requests: { storage: 1Gi } } }
`;

/** The Application that brings the shop, as the root makes it: it stays until Argo CD has removed what it made. */
export const shopApplication = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  namespace: argocd
  finalizers: [resources-finalizer.argocd.argoproj.io]
spec:
  project: applications
  source: { repoURL: "https://git.example.com/acme/platform.git", path: shop }
  destination: { server: "https://kubernetes.default.svc", namespace: shop }
`;
