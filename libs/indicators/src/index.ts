export { OpenFigure } from './application/open-figure';
export { ReadFigures } from './application/read-figures';
export { IndicatorsHttpModule } from './indicators.http.module';
export { IndicatorsModule } from './indicators.module';
