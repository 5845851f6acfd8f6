/** Where a value stands: keys and list positions, from the outside in. */
export type Path = readonly (string | number)[];
