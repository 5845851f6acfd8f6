import { failed, ok } from "../../finding";
import { unstopped, type ClusterCheck } from "./cluster-check";

export const certificateReady: ClusterCheck = {
  id: "certificate-ready",
  title: "cert-manager has issued the certificates",
  meaning: "Until then, the ingress controller serves its own certificate.",
  causes: [
    "The issuer doesn't exist or isn't ready.",
    "The challenge can't be answered: DNS, or port 80 from outside.",
  ],
  remedy: "See where it is stuck: kubectl describe certificate,certificaterequest,challenge.",
  look({ certificates }) {
    return certificates.map(({ metadata, status }) => {
      const ready = status?.conditions?.find(({ type }) => type === "Ready");
      const reason = ready?.message ?? "cert-manager has not looked at it";
      const finding =
        ready?.status === "True"
          ? ok("It is issued.")
          : failed(`It is not issued: ${unstopped(reason)}.`);
      return { subject: metadata.name, ...finding };
    });
  },
};
