import type { CheckDescription } from "../description";

/** The checks in the cluster, causes before their consequences. */
export const clusterChecks = [
  {
    id: "secret-keys",
    title: "The Secrets that pods read are there, with their keys",
    meaning: "A container whose Secret or key is missing is not started at all.",
    causes: [
      "An existing Secret was named in the stack config, and is not in the namespace.",
      "Its key has another name than the stack config says.",
    ],
    remedy:
      "kubectl get secret NAME -o jsonpath='{.data}' shows the keys; make the missing one, or name the right one in the stack config.",
  },
  {
    id: "config-maps",
    title: "The ConfigMaps that pods read are there, with their keys",
    meaning: "A pod whose ConfigMap is missing waits for it, and is not started.",
    causes: [
      "A deployment was broken off between the ConfigMap and what reads it.",
      "Somebody deleted it by hand.",
    ],
    remedy: "Make it again from the stack: pulumi up --refresh.",
  },
  {
    id: "image-pull",
    title: "The images can be fetched",
    meaning: "The node could not get the container image.",
    causes: [
      "The registry asks for credentials: `images.pullSecrets`.",
      "The tag or digest does not exist in the registry or its mirror.",
      "The node can't reach the registry.",
    ],
    remedy:
      "kubectl describe pod NAME has the registry's answer; set `images` in the stack config accordingly.",
  },
  {
    id: "migration",
    title: "The migrations and other Jobs came to their end",
    meaning: "A service does not start on a database that its migration has not prepared.",
    causes: [
      "The database can't be reached from the cluster, or refuses role or password.",
      "The role has not the rights to make tables.",
    ],
    remedy:
      "kubectl logs job/NAME has the reason. After it is mended: pulumi up, which runs the Job again.",
  },
  {
    id: "pod-crash",
    title: "The containers keep running",
    meaning: "A container ends again and again, soon after its start.",
    causes: [
      "The database refuses it.",
      "Its configuration is refused by the service.",
      "It needs more memory than its limit (OOMKilled).",
    ],
    remedy: "kubectl logs POD --previous has the last words of the container that ended.",
  },
  {
    id: "pod-scheduling",
    title: "The pods find a node",
    meaning: "No node has room for the pod, or none that it may run on.",
    causes: [
      "The cluster is full.",
      "Node selectors, tolerations or affinity that no node satisfies.",
    ],
    remedy: "kubectl describe pod NAME says why each node was left out.",
  },
  {
    id: "workload-ready",
    title: "Each service has as many ready pods as it should",
    meaning: "Fewer pods pass their readiness probe than are asked for.",
    causes: ["A roll-out is going on.", "The service waits for what it needs: database, issuer."],
    remedy: "kubectl describe deployment NAME, then the log of a pod that is not ready.",
  },
  {
    id: "workload-missing",
    title: "What the stack deployed is there",
    meaning: "The stack's state has a Deployment that the namespace has not.",
    causes: [
      "Somebody deleted it by hand.",
      "The context leads to another cluster than the one that was deployed to.",
    ],
    remedy:
      "See that --context is the right cluster; then make it again from the stack: pulumi up --refresh.",
  },
  {
    id: "config-drift",
    title: "The pods read what the stack deployed",
    meaning:
      "Names of Secrets and ConfigMaps come from their content. Other names, or another image, are other settings than those of the stack.",
    causes: [
      "Somebody changed the Deployment by hand (kubectl edit, set image).",
      "The last update was broken off before this service's turn.",
    ],
    remedy: "pulumi up --refresh shows the difference, and sets it right.",
  },
  {
    id: "ingress-class",
    title: "The Ingress has a class that exists",
    meaning: "No controller takes care of an Ingress without a class, or with an unknown one.",
    causes: [
      "`ingress.className` is not set, and the cluster has no default class.",
      "`ingress.className` has a typing error.",
    ],
    remedy: "kubectl get ingressclass lists what there is; set `ingress.className` to one of them.",
  },
  {
    id: "route-accepted",
    title: "The HTTPRoute is taken by a Gateway that works",
    meaning: "A route that no Gateway has accepted, or one without an address, is not reachable.",
    causes: [
      "The Gateway that the stack config names does not exist, or is in another namespace.",
      "Its listener does not allow routes of this namespace, or has another host name.",
      "The controller of the GatewayClass does not run.",
    ],
    remedy:
      "kubectl describe httproute NAME, and kubectl describe gateway of the one that it names.",
  },
  {
    id: "tls-secret",
    title: "The Secret of the certificate is there",
    meaning: "Without it the ingress controller shows a certificate of its own.",
    causes: [
      "The Secret that `ingress.tls.secretName` names is in another namespace, or was never made.",
      "cert-manager does not run, so nobody makes the Secret.",
    ],
    remedy:
      "kubectl create secret tls NAME --cert=FILE --key=FILE in the namespace, or look at cert-manager's pods.",
  },
  {
    id: "certificate-ready",
    title: "cert-manager has issued the certificates",
    meaning: "Until then the ingress controller shows its own certificate.",
    causes: [
      "The issuer does not exist or is not ready.",
      "The challenge can't be answered: DNS or port 80 from outside.",
    ],
    remedy: "kubectl describe certificate,certificaterequest,challenge shows where it is stuck.",
  },
  {
    id: "ingress-address",
    title: "The Ingress has an address",
    meaning: "The controller has not published an address, so DNS has nothing to lead to.",
    causes: ["The load balancer is still being made.", "The controller does not run."],
    remedy: "kubectl describe ingress NAME, and the controller's log.",
  },
  {
    id: "cluster-access",
    title: "The cluster can be looked into",
    meaning: "The API server answers, and lets the doctor list the workloads of the namespace.",
    causes: [
      "The context's credentials have run out.",
      "The API server is reachable only from another network.",
      "The role lacks get and list on Deployments, Pods, Jobs and Ingresses.",
    ],
    remedy:
      "Try it with the same context: kubectl --context NAME -n NAMESPACE get deployments,pods,jobs.",
  },
] as const satisfies readonly CheckDescription[];

/** The id of a check in the cluster. */
export type ClusterCheckId = (typeof clusterChecks)[number]["id"];
