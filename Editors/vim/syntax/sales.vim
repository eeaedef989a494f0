" Vim syntax file: sales, a language for sales analysis
" Made of the declarations by `sales doc vim`.
if exists("b:current_syntax")
  finish
endif
let s:cpo = &cpo
set cpo&vim
syn case match

syn match salesOperator "=>\|->\|??\|==\|!=\|<=\|>=\|\~=\|\.\.<\|\.\.\|[-+*/^=<>|?]"
syn match salesUnit "[$€£%]\%(/\h\w*\)*"
syn match salesUnit "\.\@1<!\<\%(AED\|AUD\|AZN\|BRL\|CAD\|CHF\|CNY\|CZK\|DKK\|EUR\|GBP\|HKD\|HUF\|ILS\|INR\|JPY\|KRW\|MXN\|NOK\|NZD\|PLN\|RON\|SEK\|SGD\|TRY\|USD\|ZAR\|click\|clicks\|customer\|customers\|d\|day\|days\|deal\|deals\|h\|hour\|hours\|hr\|impression\|impressions\|lead\|leads\|min\|minute\|minutes\|mo\|month\|months\|order\|orders\|people\|person\|qtr\|quarter\|quarters\|seat\|seats\|touch\|touches\|visit\|visits\|week\|weeks\|wk\|year\|years\|yr\)\>\%(/\h\w*\)\+"
syn match salesUnit "\%([[:]\s*\)\@<=\<\%(AED\|AUD\|AZN\|BRL\|CAD\|CHF\|CNY\|CZK\|DKK\|EUR\|GBP\|HKD\|HUF\|ILS\|INR\|JPY\|KRW\|MXN\|NOK\|NZD\|PLN\|RON\|SEK\|SGD\|TRY\|USD\|ZAR\|click\|clicks\|customer\|customers\|d\|day\|days\|deal\|deals\|h\|hour\|hours\|hr\|impression\|impressions\|lead\|leads\|min\|minute\|minutes\|mo\|month\|months\|order\|orders\|people\|person\|qtr\|quarter\|quarters\|seat\|seats\|touch\|touches\|visit\|visits\|week\|weeks\|wk\|year\|years\|yr\)\>\ze\s*[],}]"
syn match salesColumn "\.\h\w*"
syn match salesColumn +\."\%([^"\\]\|\\.\)*"+
syn match salesDate "@\d\{4}\%(-\%(Q[1-4]\|W\d\d\|\d\d\%(-\d\d\%(T\d\d:\d\d\%(:\d\d\%(\.\d\+\)\?\)\?\%(Z\|[+-]\d\d:\d\d\)\?\)\?\)\?\)\)\?"
syn match salesNumber "\%(\w\|\.\)\@1<![$€£]\?\d[0-9_]*\%(\.\d[0-9_]*\)\?\%([eE][+-]\?\d\+\)\?\%(bn\|k\|M\)\?\w\@!%\?" nextgroup=salesNumberUnit
syn match salesNumberUnit " \+\%(\%(let\|fn\|metric\|param\|use\|test\|check\|if\|then\|else\|match\|and\|or\|not\|in\|is\|to\|per\|mod\|true\|false\|missing\|as\|at\|within\)\>\)\@!\h\w*\%(\w*\s*[:(]\)\@!\%(/\h\w*\)*" contained
syn match salesNumberUnit "\%(/\h\w*\)\+" contained

syn match salesFunction "\.\@1<!\<\%(abs\|add\|after\|allocate\|append\|arpa\|attribute\|attribution_models\|band\|brand_effect\|cac\|ceil\|churn\|clamp\|complete\|compound\|compound_growth\|contains\|contributions\|correlation\|count\|count_if\|dark_periods\|day\|day_of_year\|days_between\|describe\|difference\|dips\|distinct\|drop\|effect\|end_of\|ends_with\|exp\|explain\|fill\|filter\|first\|floor\|fold\|forecast\|hour\|iterate\|join\|join_text\|keep\|lag\|last\|lead\|length\|lift\|linear\|ln\|load\|log10\|lower\|ltv\|ltv_cac\|map\|marginal\|matches\|max\|mean\|median\|min\|minute\|month\|moving\|paths\|payback\|pivot\|plan\|quantile\|quarter\|rank\|regress\|rename\|replace\|response\|round\|running\|sample\|saturation\|save\|scan\|share\|show\|sign\|simulate\|sort\|split\|sqrt\|start_of\|starts_with\|stddev\|sum\|summarize\|synergy\|top\|transitions\|trim\|truth\|try\|unit_economics\|unpivot\|upper\|variance\|week\|weekday\|where\|window\|with_total\|year\)\>:\@!\ze\s*("
syn match salesFunction "|\s*\zs\<\%(abs\|add\|after\|allocate\|append\|arpa\|attribute\|attribution_models\|band\|brand_effect\|cac\|ceil\|churn\|clamp\|complete\|compound\|compound_growth\|contains\|contributions\|correlation\|count\|count_if\|dark_periods\|day\|day_of_year\|days_between\|describe\|difference\|dips\|distinct\|drop\|effect\|end_of\|ends_with\|exp\|explain\|fill\|filter\|first\|floor\|fold\|forecast\|hour\|iterate\|join\|join_text\|keep\|lag\|last\|lead\|length\|lift\|linear\|ln\|load\|log10\|lower\|ltv\|ltv_cac\|map\|marginal\|matches\|max\|mean\|median\|min\|minute\|month\|moving\|paths\|payback\|pivot\|plan\|quantile\|quarter\|rank\|regress\|rename\|replace\|response\|round\|running\|sample\|saturation\|save\|scan\|share\|show\|sign\|simulate\|sort\|split\|sqrt\|start_of\|starts_with\|stddev\|sum\|summarize\|synergy\|top\|transitions\|trim\|truth\|try\|unit_economics\|unpivot\|upper\|variance\|week\|weekday\|where\|window\|with_total\|year\)\>"
syn match salesType "\.\@1<!\<\%(Number\|Share\|Bool\|Text\|Date\|Period\|Duration\|Money\|Quantity\|Periodic\|Estimate\|List\|Record\|Table\|Column\|Model\|Plot\)\>:\@!"
syn match salesOperatorWord "\.\@1<!\<\%(and\|or\|not\|in\|is\|to\|per\|mod\|as\|at\|within\)\>:\@!"
syn match salesConversion "\.\@1<!\<\%(to\|per\)\>\s\+\%([$€£%]\|1\|\h\w*\)\%(/\h\w*\)*" contains=salesOperatorWord,salesConversionUnit transparent
syn match salesConversionUnit "\%(\<\%(to\|per\)\s\+\)\@<=\%([$€£%]\|1\|\h\w*\)\%(/\h\w*\)*" contained
syn match salesChoice "\.\@1<!\<\%(if\|then\|else\|match\)\>:\@!"
syn match salesConstant "\.\@1<!\<\%(true\|false\|missing\)\>:\@!"
syn match salesDeclaration "\.\@1<!\<\%(let\|fn\|metric\|param\|use\|test\|check\)\>:\@!"
syn match salesDeclaration "^\s*\zs\%(unit\|currency\)\ze\s\+\h\w*\s*\%(;\|#.*\)\?$"
syn match salesDeclaration "\.\@1<!\<table\ze\s*{"
syn match salesDeclared "\%(\<fn\s\+\)\@<=\h\w*"
syn match salesArgument "\.\@1<!\<\h\w*:\@="

syn match salesEscape +\\\%([nt"\\{}]\|u{\x\{1,6}}\)+ contained
syn match salesFormat +:[^"{}]*\ze}+ contained
syn region salesInterpolation matchgroup=salesDelimiter start=+{+ end=+}+ contained contains=@salesInside,salesFormat
syn region salesBrackets start=+(+ end=+)+ transparent contains=@salesInside
syn cluster salesInside contains=TOP
syn region salesText start=+"+ skip=+\\.+ end=+"\|$+ contains=salesEscape,salesInterpolation
syn region salesText start=+"""+ skip=+\\.+ end=+"""+ contains=salesEscape,salesInterpolation
syn match salesText +\<r"[^"]*"\?+
syn keyword salesTodo TODO FIXME contained
syn match salesComment "#.*$" contains=salesTodo,@Spell
syn match salesDocumentation "##.*$" contains=salesTodo,@Spell

hi def link salesArgument Identifier
hi def link salesChoice Conditional
hi def link salesColumn Identifier
hi def link salesComment Comment
hi def link salesConstant Constant
hi def link salesConversionUnit Type
hi def link salesDate Constant
hi def link salesDeclaration Statement
hi def link salesDeclared Function
hi def link salesDelimiter Special
hi def link salesDocumentation SpecialComment
hi def link salesEscape SpecialChar
hi def link salesFormat SpecialChar
hi def link salesFunction Function
hi def link salesNumber Number
hi def link salesNumberUnit Type
hi def link salesOperator Operator
hi def link salesOperatorWord Operator
hi def link salesText String
hi def link salesTodo Todo
hi def link salesType Type
hi def link salesUnit Type

let b:current_syntax = "sales"
let &cpo = s:cpo
unlet s:cpo
