/** The charts that install the whole control plane; the second has the first's parts as well. */
export const umbrellaCharts = ["cloudprem", "formance"] as const;
export type UmbrellaChart = (typeof umbrellaCharts)[number];
