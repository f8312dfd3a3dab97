import {h} from './dom.js';

const colorScheme = matchMedia('(prefers-color-scheme: dark)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** The colours of the style sheet, for drawing on a canvas. */
export const colors = () => {
  const style = getComputedStyle(document.documentElement);
  const color = name => style.getPropertyValue(`--${name}`).trim();
  return {
    text: color('text'), quiet: color('quiet'), line: color('line'), surface: color('surface'), accent: color('accent'),
    soft: color('soft'), warn: color('warn'), series: [1, 2, 3, 4, 5, 6].map(i => color(`series-${i}`)),
    heat: [1, 2, 3, 4, 5].map(i => color(`heat-${i}`))
  };
};

/**
 * An element with a chart. ECharts is loaded with the first one.
 *
 * @param describe makes the options from the colours and the element's width; called again when either changes
 */
export const chart = className => {
  const element = h('div', {class: `chart ${className ?? ''}`});
  let made = null;
  let describe = null;
  let wired = () => {};
  let disposed = false;

  const draw = () => {
    if (!describe || !element.isConnected || element.clientWidth === 0) return;
    made.setOption({animation: !calm.matches, animationDuration: 300, ...describe(colors(), element.clientWidth)}, {notMerge: true});
  };

  const resized = new ResizeObserver(() => {
    if (!made) return;
    made.resize();
    draw();
  });

  colorScheme.addEventListener('change', draw);
  return {
    element,
    async show(description, wire) {
      describe = description;
      wired = wire ?? wired;
      const {init} = await import('../vendor/echarts.js');
      if (disposed) return;
      if (!made) {
        made = init(element, null, {renderer: 'canvas'});
        wired(made);
        resized.observe(element);
      }
      draw();
    },
    dispose() {
      disposed = true;
      colorScheme.removeEventListener('change', draw);
      resized.disconnect();
      made?.dispose();
      made = null;
    }
  };
};

const FONT = 'Inter, system-ui, sans-serif';

/** The content of a tooltip: a title, and lines of a name and a value. */
export const tip = (title, lines) => h('div', {class: 'tip'},
  h('strong', {}, title),
  h('dl', {}, lines.filter(Boolean).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));

/** What all charts share. */
export const base = (c, description) => ({
  textStyle: {fontFamily: FONT, color: c.text},
  aria: {enabled: true, label: {description}},
  tooltip: {
    confine: true, backgroundColor: c.surface, borderColor: c.line, padding: 0, transitionDuration: 0.1,
    textStyle: {color: c.text, fontSize: 13, fontFamily: FONT}, extraCssText: 'box-shadow: 0 4px 16px rgb(0 0 0 / 12%)'
  }
});

/** An axis of categories without decoration. */
export const categories = (c, more) => ({
  type: 'category', axisTick: {show: false, interval: 0}, axisLine: {lineStyle: {color: c.line}}, axisLabel: {color: c.quiet, hideOverlap: true, fontSize: 12},
  ...more
});

const STEPS = {
  s: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000]
};

/** The end and the steps of an axis from 0 whose unit is not decimal; empty for other units and for negative values. */
export const scale = (numbers, unit) => {
  const most = Math.max(...numbers.filter(value => value !== null), 0);
  const step = STEPS[unit]?.find(found => most / found <= 5);
  return step && !numbers.some(value => value < 0) && most > 0 ? {min: 0, max: Math.ceil(most / step) * step, interval: step} : {};
};

/** An axis of values with faint lines. */
export const values = (c, format, more) => ({
  type: 'value', axisLabel: {color: c.quiet, formatter: format, hideOverlap: true, fontSize: 12}, splitLine: {lineStyle: {color: c.line, width: 1}},
  splitNumber: 4, ...more
});
