import type { Input } from "@pulumi/pulumi";

/** Metrics for the Prometheus operator. */
export interface ServiceMonitorArgs {
  /**
   * Make a ServiceMonitor; the cluster must have the kinds of the Prometheus operator.
   * @default false
   */
  enabled?: boolean;
  /**
   * Time between scrapes, as Prometheus writes it.
   * @default "30s"
   */
  interval?: Input<string>;
  /**
   * Time that a scrape may take.
   * @default that of Prometheus
   */
  scrapeTimeout?: Input<string>;
  /** Labels by which Prometheus chooses its monitors. */
  labels?: { [key: string]: Input<string> };
}
