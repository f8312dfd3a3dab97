// The parts of Apache ECharts that the page uses. `npm ci && npm run build` bundles them.
import {BarChart, CustomChart, HeatmapChart, LineChart} from 'echarts/charts';
import {
  AriaComponent, DataZoomInsideComponent, DataZoomSliderComponent, GridComponent, MarkAreaComponent, TooltipComponent,
  VisualMapContinuousComponent
} from 'echarts/components';
import {init, use} from 'echarts/core';
import {CanvasRenderer} from 'echarts/renderers';

use([
  AriaComponent, BarChart, CanvasRenderer, CustomChart, DataZoomInsideComponent, DataZoomSliderComponent, GridComponent,
  HeatmapChart, LineChart, MarkAreaComponent, TooltipComponent, VisualMapContinuousComponent
]);

export {init};
