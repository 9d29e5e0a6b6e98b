import {asyncapi} from './asyncapi.ts';
import {backstage} from './backstage.ts';
import {clickhouse} from './clickhouse.ts';
import {compose} from './compose.ts';
import type {Format} from './format.ts';
import {jaeger} from './jaeger.ts';
import {kiali} from './kiali.ts';
import {kubernetes} from './kubernetes.ts';
import {otlp} from './otlp.ts';
import {structurizr} from './structurizr.ts';
import {zipkin} from './zipkin.ts';

/** Every kind of artefact, in the order in which they are tried. */
export const formats = {
  clickhouse,
  kiali,
  jaeger,
  zipkin,
  otlp,
  asyncapi,
  backstage,
  structurizr,
  kubernetes,
  compose,
} satisfies Readonly<Record<string, Format>>;

/** What `--from` takes. */
export const formatNames = Object.keys(formats) as readonly (keyof typeof formats)[];
