/** The project's name: the namespace of its config keys. */
export const PROJECT = "formance-control-plane";
