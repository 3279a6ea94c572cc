// Prints the scenarios of the mock API definitions as JSON.
//
// Usage: node scenarios.mjs DEFINITIONS BASE_URL
//
// BASE_URL is the address of the server, which some responses contain. Bodies are lists of bytes, so that JSON can contain
// them all.

import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";

import { expandDyns } from "@typespec/spec-api";

const [root, baseUrl] = process.argv.slice(2);
const config = { baseUrl };

function definitions(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return definitions(path);
    return entry.name === "mockapi.js" ? [path] : [];
  });
}

const bytes = (content) => [...Buffer.from(content)];

function body(found) {
  if (!found) return null;
  const { contentType, rawContent, kind, parts, files } = found;
  if (kind === "multipart") {
    const file = ({ fieldname, originalname, mimetype, buffer }) => {
      return { field: fieldname, name: originalname, mediaType: mimetype, bytes: bytes(buffer) };
    };
    return { contentType, form: { parts: expandDyns(parts ?? {}, config), files: (files ?? []).map(file) } };
  }
  const content = rawContent?.serialize ? rawContent.serialize(config) : (rawContent ?? "");
  // Some definitions have this in place of the address, which only their handlers know.
  const isText = typeof content === "string";
  return { contentType, bytes: bytes(isText ? content.replaceAll("PLACEHOLDER_BASE_URL", baseUrl) : content) };
}

function exchange({ method, uri, request, response }) {
  return {
    method,
    // Express reads a backslash as an escape.
    uri: uri.replaceAll("\\", ""),
    query: expandDyns(request?.query ?? {}, config),
    headers: expandDyns(request?.headers ?? {}, config),
    body: body(request?.body),
    response: {
      status: response.status,
      headers: expandDyns(response.headers ?? {}, config),
      body: body(response.body),
    },
  };
}

const all = [];
for (const path of definitions(root).sort()) {
  const { Scenarios } = await import(pathToFileURL(path));
  const specification = relative(root, dirname(path)).replaceAll("\\", "/");
  for (const [name, { apis }] of Object.entries(Scenarios)) {
    all.push({ specification, name, exchanges: apis.map(exchange) });
  }
}
console.log(JSON.stringify(all));
