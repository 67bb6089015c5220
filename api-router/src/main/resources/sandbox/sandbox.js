'use strict';
// The API sandbox: a form for any module, made from action=paraminfo; what it sends is shown, and what comes back.
(() => {
  const root = document.getElementById('sandbox');
  const api = root.dataset.api;
  const known = new Map();

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
      else if (value !== false && value !== null) made.setAttribute(key, value === true ? '' : value);
    }
    made.append(...children.filter(child => child !== null));
    return made;
  };

  const fragment = html => {
    const part = element('div', {class: 'quiet'});
    part.innerHTML = html; // help texts: HTML made and escaped by the server
    return part;
  };

  async function describe(paths) {
    const missing = paths.filter(path => !known.has(path));
    if (missing.length) {
      const query = new URLSearchParams({action: 'paraminfo', modules: missing.join('|'), helpformat: 'html', format: 'json', formatversion: 2});
      const answer = await (await fetch(`${api}?${query}`, {credentials: 'same-origin'})).json();
      for (const module of answer.paraminfo?.modules ?? []) known.set(module.path, module);
    }
    return paths.map(path => known.get(path)).filter(Boolean);
  }

  const values = new Map();

  function field(module, parameter) {
    const name = module.prefix + parameter.name;
    const change = value => {
      if (value === null || value === '') values.delete(name);
      else values.set(name, value);
      if (parameter.submodules) draw();
      preview();
    };
    const current = values.get(name) ?? '';
    let input;
    if (Array.isArray(parameter.type)) {
      input = element('select', {multiple: parameter.multi, size: parameter.multi ? Math.min(8, parameter.type.length) : 1,
        onchange: event => change([...event.target.selectedOptions].map(option => option.value).join('|'))});
      if (!parameter.multi) input.append(element('option', {value: ''}, parameter.default === undefined ? '' : `(${parameter.default})`));
      const chosen = current.split('|');
      for (const value of parameter.type) input.append(element('option', {value, selected: current !== '' && chosen.includes(value)}, value));
    } else if (parameter.type === 'boolean') {
      input = element('input', {type: 'checkbox', checked: values.has(name), onchange: event => change(event.target.checked ? '1' : null)});
    } else if (parameter.type === 'text') {
      input = element('textarea', {rows: 4, onchange: event => change(event.target.value)}, current);
    } else {
      const kind = parameter.type === 'password' ? 'password' : 'text';
      input = element('input', {type: kind, value: current, placeholder: parameter.default ?? parameter.type, onchange: event => change(event.target.value)});
    }
    const row = element('div', {class: 'sandbox-field'},
      element('label', {}, element('code', {}, name), parameter.required ? element('strong', {class: 'apihelp-required'}, ' required') : null,
        parameter.deprecated ? element('span', {class: 'apihelp-deprecated'}, ' deprecated') : null, element('br'), input));
    if (parameter.tokentype) {
      row.append(element('button', {type: 'button', onclick: async () => {
        const query = new URLSearchParams({action: 'query', meta: 'tokens', type: parameter.tokentype, format: 'json', formatversion: 2});
        const answer = await (await fetch(`${api}?${query}`, {credentials: 'same-origin'})).json();
        change(answer.query?.tokens?.[`${parameter.tokentype}token`] ?? '');
        draw();
      }}, 'fetch a token'));
    }
    if (parameter.description) row.append(fragment(parameter.description));
    return row;
  }

  async function chosen() {
    const paths = ['main'];
    const action = values.get('action');
    if (action) paths.push(action);
    if (values.get('format')) paths.push(values.get('format'));
    const top = await describe(paths);
    const below = [];
    for (const module of top.filter(one => one.path !== 'main')) {
      for (const parameter of module.parameters.filter(one => one.submodules)) {
        for (const name of (values.get(module.prefix + parameter.name) ?? '').split('|')) {
          if (parameter.submodules[name]) below.push({path: parameter.submodules[name], extra: parameter.submoduleparamprefix ?? ''});
        }
      }
    }
    await describe(below.map(one => one.path));
    return top.concat(below.map(one => ({...known.get(one.path), prefix: one.extra + known.get(one.path).prefix, extra: one.extra})));
  }

  const form = element('form', {onsubmit: event => { event.preventDefault(); send(); }});
  const request = element('pre', {class: 'api-pretty-content'});
  const result = element('pre', {class: 'api-pretty-content'});
  let drawing = 0;

  async function draw() {
    const turn = ++drawing;
    const modules = await chosen();
    if (turn !== drawing) return;
    form.replaceChildren(...modules.map(module => element('details', {open: module.path !== 'main' || !values.get('action')},
      element('summary', {}, element('b', {}, module.extra ? `generator: ${module.path}` : module.path), module.mustbeposted ? ' (POST)' : ''),
      module.description ? fragment(module.description) : null,
      ...module.parameters.map(parameter => field(module, parameter)))), element('button', {type: 'submit'}, 'Send'));
    preview();
  }

  const query = () => new URLSearchParams([...values].filter(([, value]) => value !== ''));

  function preview() {
    request.textContent = `${posted() ? 'POST' : 'GET'} ${api}${query().size ? '?' : ''}${query()}`;
    if (!posted()) history.replaceState(null, '', `#${query()}`);
  }

  const posted = () => known.get(values.get('action'))?.mustbeposted ?? false;

  async function send() {
    result.textContent = '…';
    try {
      const response = await (posted()
        ? fetch(api, {method: 'POST', body: query(), credentials: 'same-origin'})
        : fetch(`${api}?${query()}`, {credentials: 'same-origin'}));
      const text = await response.text();
      const isJson = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
      result.textContent = `HTTP ${response.status}\n\n${isJson ? JSON.stringify(JSON.parse(text), null, 2) : text}`;
    } catch (fault) {
      result.textContent = String(fault);
    }
  }

  values.set('action', 'query').set('format', 'json').set('formatversion', '2');
  if (location.hash.length > 1) {
    values.clear();
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) values.set(name, value);
  }
  root.replaceChildren(form, element('h2', {}, 'Request'), request, element('h2', {}, 'Answer'), result);
  draw();
})();
