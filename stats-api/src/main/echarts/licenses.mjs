// Writes the licences of everything in the bundle beside it.
import {readFileSync, writeFileSync} from 'node:fs';

const text = (name, file) => readFileSync(`node_modules/${name}/${file}`, 'utf8').trim();
const version = name => JSON.parse(text(name, 'package.json')).version;

const parts = [
  [`echarts.js is a bundle of parts of Apache ECharts ${version('echarts')}, zrender ${version('zrender')} and tslib ${version('tslib')}.`],
  ['Apache ECharts', text('echarts', 'NOTICE'), text('echarts', 'LICENSE')],
  ['d3.js, parts of which Apache ECharts contains', text('echarts', 'licenses/LICENSE-d3')],
  ['zrender', text('zrender', 'LICENSE')],
  ['tslib', text('tslib', 'LICENSE.txt')]
];
const rule = '='.repeat(80);
writeFileSync(
  '../resources/META-INF/resources/vendor/LICENSES.txt',
  parts.map(part => part.join('\n\n')).join(`\n\n${rule}\n\n`).replace(/[ \t]+$/gm, '') + '\n');
