-- mw.language
local host, mw = ...
local util = require( 'libraryUtil' )
local language = {}
local methods = {}
local meta = { __index = methods }
local cache = {}

for _, name in ipairs( { 'fetchLanguageName', 'fetchLanguageNames', 'isKnownLanguageTag', 'isSupportedLanguage', 'isValidBuiltInCode', 'isValidCode' } ) do
	language[name] = host[name]
end

language.getFallbacksFor = host.fallbacks

function language.new( code )
	util.checkType( 'language.new', 1, code, 'string' )
	if not cache[code] then
		cache[code] = setmetatable( { code = code }, meta )
	end
	return cache[code]
end

function language.getContentLanguage()
	return language.new( host.siteFacts().language )
end

function methods:getCode()
	return self.code
end

function methods:toBcp47Code()
	return host.bcp47( self.code )
end

function methods:getFallbackLanguages()
	return language.getFallbacksFor( self.code )
end

function methods:isRTL()
	return host.isRightToLeft( self.code )
end

function methods:getDir()
	return self:isRTL() and 'rtl' or 'ltr'
end

function methods:getDirMark( opposite )
	return self:isRTL() ~= ( opposite or false ) and '\226\128\143' or '\226\128\142'
end

function methods:getDirMarkEntity( opposite )
	return self:isRTL() ~= ( opposite or false ) and '&rlm;' or '&lrm;'
end

function methods:getArrow( direction )
	local arrows = { up = '↑', down = '↓', left = '←', right = '→' }
	if direction == 'forwards' or direction == nil then
		return self:isRTL() and '←' or '→'
	elseif direction == 'backwards' then
		return self:isRTL() and '→' or '←'
	end
	return arrows[direction]
end

function methods:lc( text ) return host.changeCase( self.code, 'lc', tostring( text ) ) end
function methods:uc( text ) return host.changeCase( self.code, 'uc', tostring( text ) ) end
function methods:lcfirst( text ) return host.changeCase( self.code, 'lcfirst', tostring( text ) ) end
function methods:ucfirst( text ) return host.changeCase( self.code, 'ucfirst', tostring( text ) ) end
function methods:caseFold( text ) return host.changeCase( self.code, 'uc', tostring( text ) ) end

function methods:formatNum( number, options )
	util.checkType( 'formatNum', 1, number, 'number' )
	if number ~= number or number == math.huge or number == -math.huge then
		error( "bad argument #1 to 'formatNum' (a finite number expected)", 2 )
	end
	return host.formatNum( self.code, number, options and options.noCommafy or false )
end

function methods:parseFormattedNumber( text )
	return tonumber( host.rawNumber( self.code, tostring( text ) ) )
end

function methods:formatDate( format, timestamp, useLocal )
	local text, failed = host.formatDate( self.code, format, timestamp and tostring( timestamp ) or '', useLocal or false )
	if failed then
		error( "bad argument #2 to 'formatDate': invalid timestamp '" .. tostring( timestamp ) .. "'", 2 )
	end
	return text
end

local units = { { 'millennia', 31556952000 }, { 'centuries', 3155695200 }, { 'decades', 315569520 }, { 'years', 31556952 }, { 'days', 86400 },
	{ 'hours', 3600 }, { 'minutes', 60 }, { 'seconds', 1 } }

function methods:getDurationIntervals( seconds, chosen )
	local wanted
	if chosen then
		wanted = {}
		for _, name in ipairs( chosen ) do
			wanted[name] = true
		end
	end
	local out = {}
	for _, unit in ipairs( units ) do
		if not wanted or wanted[unit[1]] then
			local count = math.floor( seconds / unit[2] )
			if count > 0 or unit[2] == 1 and next( out ) == nil then
				out[unit[1]] = count
				seconds = seconds - count * unit[2]
			end
		end
	end
	return out
end

function methods:formatDuration( seconds, chosen )
	local parts = {}
	local intervals = self:getDurationIntervals( seconds, chosen )
	for _, unit in ipairs( units ) do
		local count = intervals[unit[1]]
		if count then
			local one = unit[1] == 'millennia' and 'millennium' or unit[1] == 'centuries' and 'century' or unit[1]:sub( 1, -2 )
			parts[#parts + 1] = self:formatNum( count ) .. ' ' .. ( count == 1 and one or unit[1] )
		end
	end
	return mw.text.listToText( parts )
end

function methods:convertPlural( number, ... )
	local forms = ...
	return host.plural( self.code, tonumber( number ) or 0, type( forms ) == 'table' and forms or { ... } )
end

methods.plural = methods.convertPlural

function methods:convertGrammar( text, case )
	return mw.getCurrentFrame():callParserFunction( 'grammar', case, text )
end

function methods:grammar( case, text )
	return self:convertGrammar( text, case )
end

function methods:gender( what, ... )
	local forms = ...
	forms = type( forms ) == 'table' and forms or { ... }
	return what == 'male' and forms[1] or what == 'female' and ( forms[2] or forms[1] ) or forms[3] or forms[1]
end

function methods:embedBidi( text )
	return text
end

return language
