
'use strict';
// Nothing here writes markup: every text of the document and of a response becomes a text node or a value.
const SHOWN = 200_000;
const base = location.origin + location.pathname.replace(/(\/_mock)?\/?$/, '');

const element = (tag, properties = {}, ...children) => {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...children);
  return created;
};
const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const text = value => typeof value === 'string' ? value : JSON.stringify(value);
// Header values are bytes: UTF-8 as a browser wants it.
const bytes = value => String.fromCharCode(...new TextEncoder().encode(value));

const parsed = (text, isComposite) => {
  if (!isComposite) return text;
  try { return JSON.parse(text); } catch { return text; }
};

// A parameter in the query, or a field of a form, as names and values (OpenAPI 3.0.3, section 4.7.12.3).
const deep = (name, value) => isObject(value)
  ? Object.entries(value).flatMap(([key, inner]) => deep(`${name}[${key}]`, inner))
  : (Array.isArray(value) ? value : [value]).map(item => [name, text(item)]);
const pairs = ({name, style, explode, json}, value) => {
  if (json || (!Array.isArray(value) && !isObject(value))) return [[name, text(value)]];
  if (style === 'deepObject') return deep(name, value);
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, inner]) => [key, text(inner)]);
    return explode ? entries : [[name, entries.flat().join(',')]];
  }
  if (explode) return value.map(item => [name, text(item)]);
  const delimiter = {spaceDelimited: ' ', pipeDelimited: '|'}[style] ?? ',';
  return [[name, value.map(text).join(delimiter)]];
};

// A parameter in the path or a header: in the styles simple, label and matrix.
const segment = ({name, style, explode}, value, write) => {
  const items = Array.isArray(value) ? value.map(item => write(text(item)))
    : isObject(value) ? Object.entries(value).map(([key, inner]) => write(key) + (explode ? '=' : ',') + write(text(inner)))
    : [write(text(value))];
  if (style === 'label') return '.' + items.join(explode ? '.' : ',');
  if (style !== 'matrix') return items.join(',');
  const named = item => `;${isObject(value) ? '' : write(name) + '='}${item}`;
  return explode ? items.map(named).join('') : `;${write(name)}=${items.join(',')}`;
};

const encoded = pairs => pairs.map(pair => pair.map(encodeURIComponent).join('=')).join('&');

// The request that a form describes.
const request = (operation, fields, body) => {
  const query = [], headers = new Headers(), cookies = [], path = new Map();
  for (const {parameter, input} of fields) {
    if (input.value === '' && !parameter.required) continue;
    const value = parsed(input.value, parameter.composite);
    if (parameter.location === 'path') path.set(parameter.name, segment(parameter, value, encodeURIComponent));
    else if (parameter.location === 'header') headers.append(parameter.name, bytes(segment(parameter, value, String)));
    else (parameter.location === 'query' ? query : cookies).push(...pairs(parameter, value));
  }
  const filled = operation.path.split('#')[0].replace(/\{([^{}]*)\}/g, (whole, name) => path.get(name) ?? whole);
  const separator = query.length === 0 ? '' : filled.includes('?') ? '&' : '?';
  const sent = {url: base + filled + separator + encoded(query), method: operation.method, headers, cookies};
  return body ? {...sent, ...bodyOf(body.description, body.input.value, headers)} : sent;
};

const bodyOf = ({media, kind, fields}, written, headers) => {
  const value = kind === 'text' ? null : parsed(written, true);
  if (!isObject(value)) {
    headers.set('content-type', media.includes('*') ? 'application/octet-stream' : media);
    return {body: written};
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => name in fields
    ? pairs({name, ...fields[name]}, inner)
    : (Array.isArray(inner) ? inner : [inner]).map(item => [name, text(item)]));
  if (kind === 'form') {
    headers.set('content-type', media);
    return {body: encoded(entries)};
  }
  const form = new FormData();
  entries.forEach(([name, value]) => form.append(name, value));
  return {body: form};
};

const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
const curl = ({url, method, headers, cookies, body}) => [
  'curl -i', ...(method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', method]), quoted(new URL(url).href),
  ...[...headers].flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)]),
  ...(cookies.length ? ['-b', quoted(cookies.map(pair => pair.map(encodeURIComponent).join('=')).join('; '))] : []),
  ...(body instanceof FormData ? [...body].flatMap(([name, value]) => ['-F', quoted(`${name}=${value}`)])
    : body === undefined ? [] : ['--data-raw', quoted(body)]),
].join(' ');

// Reads a body, and shows what has arrived so far: streams may be slow.
const read = async (response, show) => {
  if (!response.body) return '';
  const reader = response.body.getReader(), decoder = new TextDecoder();
  let all = '';
  for (;;) {
    const {done, value} = await reader.read();
    all += decoder.decode(value, {stream: !done});
    if (done) return all;
    if (all.length <= SHOWN) show(all);
  }
};

// JSON in several lines, unless that would change it, such as a number with many digits.
const pretty = text => {
  try {
    const value = JSON.parse(text);
    return JSON.stringify(value) === text.trim() ? JSON.stringify(value, null, 2) : text;
  } catch { return text; }
};
const shortened = text => text.length > SHOWN ? `${text.slice(0, SHOWN)}\n… ${text.length} characters` : text;

const send = async (sent, result) => {
  const outcome = element('p', {className: 'outcome'}), headers = element('pre'), body = element('pre', {tabIndex: 0});
  const command = element('pre', {tabIndex: 0}, curl(sent));
  result.replaceChildren(element('h3', {}, 'Request'), command, element('h3', {}, 'Response'), outcome);
  const cookie = (name, value, age) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}; path=/; max-age=${age}; samesite=strict`;
  sent.cookies.forEach(([name, value]) => { document.cookie = cookie(name, value, 60); });
  try {
    const response = await fetch(sent.url, {...sent, redirect: 'manual', cache: 'no-store'});
    if (response.type === 'opaqueredirect') {
      outcome.append('A redirection. Browsers do not show it to pages; the command above does.');
      return;
    }
    const digit = Math.floor(response.status / 100);
    outcome.append(element('b', {className: `status of-${digit}`}, `${response.status} ${response.statusText}`.trim()));
    headers.append([...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'));
    result.append(headers, body);
    const all = await read(response, text => { body.textContent = text; });
    body.textContent = shortened(pretty(all));
    if (all === '') body.replaceWith(element('p', {}, 'The response has no body.'));
  } catch (error) {
    outcome.append(` ${error.message || error}`);
  } finally {
    sent.cookies.forEach(([name]) => { document.cookie = cookie(name, '', 0); });
  }
};

const field = (label, detail, input, hint) => element('label', {className: 'field'},
  element('span', {className: 'label'}, label, ' ', element('small', {}, detail)), input,
  ...(hint ? [element('small', {}, hint)] : []));

const parameterField = parameter => {
  const isFilled = parameter.required || parameter.example;
  const input = element('input', {
    value: isFilled ? parameter.value : '', placeholder: isFilled ? '' : parameter.value, autocomplete: 'off', spellcheck: false,
  });
  const details = [parameter.location, parameter.required ? 'required' : '', parameter.composite || parameter.json ? 'JSON' : ''];
  const label = field(parameter.name, details.filter(Boolean).join(', '), input, parameter.description);
  return {parameter, input, label};
};

const credentialField = ({scheme, location, name, value}) => {
  const input = element('input', {value, autocomplete: 'off', spellcheck: false});
  const parameter = {name, location, style: 'form', explode: true};
  return {parameter, input, label: field(name, `${location}, ${scheme}`, input)};
};

// The choice among responses: each as a value of the header Prefer.
const preferField = responses => {
  const option = (value, label) => element('option', {value}, label);
  const quote = name => `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
  const input = element('select', {}, option('', 'the next of the scenario, or the lowest success'));
  for (const {key, examples} of responses) {
    input.append(option(`code=${key}`, key));
    examples.forEach(name => input.append(option(`code=${key}, example=${quote(name)}`, `${key}, example ${name}`)));
  }
  return {parameter: {name: 'Prefer', location: 'header'}, input, label: field('Response', 'header Prefer', input)};
};

const acceptField = media => {
  const input = element('select', {}, element('option', {value: ''}, 'any'),
    ...media.map(media => element('option', {value: media}, media)));
  return {parameter: {name: 'Accept', location: 'header'}, input, label: field('Accept', 'header', input)};
};

const bodyField = (bodies, form) => {
  const input = element('textarea', {spellcheck: false});
  const select = element('select', {}, ...bodies.map(({media}, index) => element('option', {value: index}, media)),
    element('option', {value: ''}, 'no body'));
  const body = {get description() { return bodies[select.value]; }, input};
  const choose = () => {
    input.value = body.description?.value ?? '';
    input.disabled = !body.description;
  };
  select.addEventListener('change', choose);
  choose();
  form.append(field('Content-Type', 'body', select), field('Body', 'JSON of the fields, if it is a form', input));
  return body;
};

const build = details => {
  if (!details.dataset.form) return;
  const operation = JSON.parse(details.dataset.form);
  const form = element('form', {className: 'try'}, element('h3', {}, 'Try it'));
  const fields = [...operation.parameters.map(parameterField), ...operation.credentials.map(credentialField)];
  form.append(...fields.map(({label}) => label));
  const body = operation.bodies.length ? bodyField(operation.bodies, form) : null;
  const choices = [preferField(operation.responses), ...(operation.accept.length > 1 ? [acceptField(operation.accept)] : [])];
  form.append(...choices.map(({label}) => label));
  const button = element('button', {}, 'Send'), result = element('div', {className: 'result', ariaLive: 'polite'});
  form.append(element('p', {}, 'Optional fields that are empty are not sent. Grey values are suggestions.'), button);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    button.disabled = true;
    try {
      await send(request(operation, [...fields, ...choices], body?.description ? body : null), result);
    } catch (error) {
      result.replaceChildren(element('p', {className: 'outcome'}, `The request cannot be sent: ${error.message}`));
    }
    button.disabled = false;
  });
  details.querySelector('.body').append(form, result);
};

// Forms are built when they are first opened: documents have a thousand operations.
const operations = [...document.querySelectorAll('details.operation')];
const built = new WeakSet();
const opened = details => {
  if (details.open && !built.has(details)) {
    built.add(details);
    build(details);
  }
};
operations.forEach(details => details.addEventListener('toggle', () => opened(details)));

const decoded = text => {
  try { return decodeURIComponent(text); } catch { return text; }
};
const follow = () => {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  if (operations.includes(target)) {
    target.open = true;
    target.scrollIntoView();
  }
};
addEventListener('hashchange', follow);
follow();

const filter = document.getElementById('filter'), search = filter.querySelector('input');
const texts = operations.map(details => `${details.querySelector('summary').textContent} ${details.id}`.toLowerCase());
const narrow = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  operations.forEach((details, index) => {
    details.hidden = !words.every(word => texts[index].includes(word));
    shown += details.hidden ? 0 : 1;
  });
  document.querySelectorAll('section').forEach(section => {
    section.hidden = !section.querySelector('details.operation:not([hidden])');
  });
  filter.querySelector('output').textContent = `${shown} of ${operations.length}`;
};
filter.hidden = false;
filter.addEventListener('submit', event => event.preventDefault());
search.addEventListener('input', narrow);
narrow();
