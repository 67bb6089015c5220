-- mw.message
local host, mw = ...
local util = require( 'libraryUtil' )
local message = {}
local methods = {}
local meta = { __index = methods }

local function parameters( ... )
	local list = ...
	if select( '#', ... ) == 1 and type( list ) == 'table' and not list.raw and not list.num then
		return list
	end
	return { ... }
end

local function create( keys, raw )
	return setmetatable( { keys = keys, raw = raw, list = {} }, meta )
end

function message.new( key, ... )
	util.checkType( 'message.new', 1, key, 'string' )
	return create( { key } ):params( ... )
end

function message.newFallbackSequence( ... )
	return create( parameters( ... ) )
end

function message.newRawMessage( text, ... )
	util.checkTypeMulti( 'message.newRawMessage', 1, text, { 'string', 'number' } )
	return create( {}, tostring( text ) ):params( ... )
end

function message.rawParam( value )
	return { raw = tostring( value ) }
end

function message.numParam( value )
	return { num = value }
end

function message.getDefaultLanguage()
	return mw.language.new( host.siteFacts().userLanguage )
end

function methods:params( ... )
	for _, value in ipairs( parameters( ... ) ) do
		self.list[#self.list + 1] = value
	end
	return self
end

methods.rawParams = function ( self, ... )
	for _, value in ipairs( parameters( ... ) ) do
		self.list[#self.list + 1] = { raw = tostring( value ) }
	end
	return self
end

methods.numParams = function ( self, ... )
	for _, value in ipairs( parameters( ... ) ) do
		self.list[#self.list + 1] = { num = value }
	end
	return self
end

function methods:inLanguage( language )
	if type( language ) == 'table' and language.getCode then
		language = language:getCode()
	end
	util.checkType( 'inLanguage', 1, language, 'string' )
	self.language = language
	return self
end

function methods:useDatabase()
	return self
end

local function found( self )
	if self.raw then
		return self.raw
	end
	for _, key in ipairs( self.keys ) do
		local text = host.interfaceText( key, self.language )
		if text and text ~= '' then
			return text
		end
	end
end

function methods:plain()
	local text = found( self )
	if not text then
		return '⧼' .. tostring( self.keys[#self.keys] ) .. '⧽'
	end
	return ( text:gsub( '%$(%d+)', function ( digits )
		local value = self.list[tonumber( digits )]
		if type( value ) == 'table' then
			if value.num ~= nil then
				return mw.language.getContentLanguage():formatNum( tonumber( value.num ) )
			end
			return value.raw or tostring( value )
		end
		return value ~= nil and tostring( value ) or nil
	end ) )
end

function methods:exists()
	return found( self ) ~= nil
end

function methods:isBlank()
	local text = found( self )
	return text == nil or text == ''
end

function methods:isDisabled()
	local text = found( self )
	return text == nil or text == '' or text == '-'
end

meta.__tostring = function ( self )
	return self:plain()
end

return message
