import {describe, expect, it} from 'vitest';
import {compose} from '../../../src/import/compose.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

type Folder = Readonly<Record<string, string>>;

const services = (...mounts: string[]) => `services:
  web: {image: acme/web}
  api: {image: acme/api}
  relay: {image: acme/relay}
  proxy: {image: nginx, volumes: ${JSON.stringify(mounts)}}
`;

/** The calls of a proxy that mounts these, with the place of each. */
async function calls(mounts: readonly string[], folder: Folder): Promise<string[]> {
  const text = services(...mounts);
  const draft = await compose.read([textArtefact('compose.yaml', text, folder)], plainRun);
  return draft.calls.map(
    ({from, to, origin}) => `${from.service} -> ${to.service} ${origin.file}:${origin.line} ${origin.confidence}`,
  );
}

const nginx = `user nginx;
http {
  upstream relay { server relay:3000; keepalive 2; } # the group is called as its host
  upstream pages { server web:9000 weight=5; keepalive 2; }
  # server old:1;
  server { listen 80; server_name shop.test;
    location /api/ { proxy_pass http://api:8080/; }
    location /store/ { proxy_pass http://relay; }
    location / { proxy_pass http://pages; }
  }
}
`;

describe('what a service mounts', () => {
  it('is read where it is a folder of settings, two folders deep, with groups on one line', async () => {
    const expected = (file: string) => [
      `proxy -> relay ${file}:3 likely`,
      `proxy -> web ${file}:4 likely`,
      `proxy -> api ${file}:7 likely`,
    ];
    expect(await calls(['./conf:/etc/nginx/conf.d:ro'], {'conf/shop.conf': nginx})).toEqual(expected('conf/shop.conf'));
    expect(await calls(['./conf/:/etc/nginx'], {'conf/a/b/shop.conf': nginx})).toEqual(expected('conf/a/b/shop.conf'));
    expect(await calls(['./conf:/etc/nginx'], {'conf/a/b/c/shop.conf': nginx})).toEqual([]);
    expect(await calls(['./shop.conf:/etc/nginx/nginx.conf'], {'shop.conf': nginx})).toEqual(expected('shop.conf'));
  });

  it("shows the clusters of Envoy's file", async () => {
    const envoy = `static_resources:
  clusters:
  - name: pages
    hosts: [{socket_address: {address: web, port_value: 80}}]
  - name: api
    hosts: [{socket_address: {address: api, port_value: 80}}]
`;
    expect(await calls(['./gateway/config:/etc/envoy'], {'gateway/config/envoy.yaml': envoy})).toEqual([
      'proxy -> web gateway/config/envoy.yaml:4 likely',
      'proxy -> api gateway/config/envoy.yaml:6 likely',
    ]);
  });

  it.each([
    ['data of a store', './data:/var/lib/postgresql/data', 'data/seen.json'],
    ['the program', './web:/app', 'web/settings.json'],
    ['sources', './web:/srv', 'web/settings.json'],
    ['the whole project', '.:/etc/project', 'settings.json'],
  ])('is left out where it is %s', async (_, mount, file) => {
    expect(await calls([mount], {[file]: '{"api.url": "http://api"}', 'web/package.json': '{}'})).toEqual([]);
  });
});
