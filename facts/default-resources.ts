/** CPU and memory of a container where nothing says otherwise, each amount by itself. */
export const defaultResources = {
  requests: { cpu: "50m", memory: "128Mi" },
  // CPU is not limited: a limit slows a server down while the node is idle.
  limits: { memory: "512Mi" },
} as const;
