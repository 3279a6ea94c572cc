// Compiles each specification to OpenAPI documents.
//
// Usage: node documents.mjs SPECIFICATIONS OUT
//
// Writes the documents to the folder OUT, and prints them as JSON: for each, the specification, the version, the name of
// the file, and what OpenAPI cannot express of it.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { NodeHost, compile } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";

const [root, out] = process.argv.slice(2);

function mains(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return mains(path);
    return entry.name === "main.tsp" ? [path] : [];
  });
}

// The emitter looks examples up by the name of the parameter in an object that has a prototype, so it fails on a parameter
// that is named like one of its members.
function removeInherited(namespace) {
  const isInherited = (operation) => [...operation.parameters.properties.keys()].some((name) => name in {});
  for (const scope of [namespace, ...namespace.interfaces.values()]) {
    for (const [name, operation] of scope.operations) {
      if (isInherited(operation)) scope.operations.delete(name);
    }
  }
  namespace.namespaces.forEach(removeInherited);
}

// The emitter writes no file if OpenAPI cannot express a part of the specification. The document without that part is
// returned all the same.
async function documents(main) {
  const program = await compile(NodeHost, main, {});
  if (program.hasError()) throw new Error(`${main}: ${program.diagnostics.map((it) => it.message).join("; ")}`);
  removeInherited(program.getGlobalNamespaceType());
  const services = await getOpenAPI3(program, { "openapi-versions": ["3.0.0"] });
  return services.flatMap((service) => (service.versioned ? service.versions : [service]));
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const all = [];
for (const main of mains(root).sort()) {
  const specification = relative(root, dirname(main)).replaceAll("\\", "/");
  for (const { document, diagnostics, version } of await documents(main)) {
    const file = [specification.replaceAll("/", "-"), version, "json"].filter(Boolean).join(".");
    writeFileSync(join(out, file), JSON.stringify(document, null, 2) + "\n");
    const errors = diagnostics.filter((it) => it.severity === "error").map((it) => it.message);
    all.push({ specification, version: version ?? null, file, inexpressible: errors });
  }
}
console.log(JSON.stringify(all));
