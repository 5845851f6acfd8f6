/**
 * The dynamic provider as Pulumi stores it in the state: what the SDK makes of an object whose
 * methods call their namesakes in the runtime. It is kept as text, since the SDK would load a
 * compiler to make it at every run; and it stays as it is, so no release changes a state. It finds
 * the compiled code of the seed from the project's folder.
 */
export const providerText = `exports.handler = __f0;

var __provider = {check: __f1, diff: __f2, create: __f3, read: __f4, update: __f5, delete: __f6};

function __load() {
  return (function() {
    with({ load: __load, this: undefined, arguments: undefined }) {

return function /*load*/() {
    const { createRequire } = require("module");
    return createRequire(process.cwd() + "/")("formance-control-plane/seed-runtime");
};

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f1(__0, __1) {
  return (function() {
    with({ load: __load, this: undefined, arguments: undefined }) {

return (olds, news) => load().check(olds, news);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f2(__0, __1, __2) {
  return (function() {
    with({ load: __load, this: undefined, arguments: undefined }) {

return (id, olds, news) => load().diff(id, olds, news);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f3(__0) {
  return (function() {
    with({ load: __load, this: undefined, arguments: undefined }) {

return (inputs) => load().create(inputs);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f4(__0, __1) {
  return (function() {
    with({ load: __load, this: undefined, arguments: undefined }) {

return (id, props) => load().read(id, props);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f5(__0, __1, __2) {
  return (function() {
    with({ load: __load, this: undefined, arguments: undefined }) {

return (id, olds, news) => load().update(id, olds, news);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f6(__0, __1) {
  return (function() {
    with({ load: __load, this: undefined, arguments: undefined }) {

return (id, props) => load().delete(id, props);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f0() {
  return (function() {
    with({ provider: __provider, this: undefined, arguments: undefined }) {

return () => provider;

    }
  }).apply(undefined, undefined).apply(this, arguments);
}
`;
