-- mw.title
local host, mw = ...
local util = require( 'libraryUtil' )
local title = {}
local objects = setmetatable( {}, { __mode = 'k' } )
local meta, methods = {}, {}

local function site( id )
	return mw.site.namespaces[id]
end

local function wrap( data )
	if not data then
		return nil
	end
	local object = {}
	objects[object] = data
	return setmetatable( object, meta )
end

local function dataOf( object )
	local data = type( object ) == 'table' and objects[object]
	if not data then
		error( "mw.title: a method was called with a dot instead of a colon", 3 )
	end
	return data
end

local function withText( data, text )
	return title.makeTitle( data.namespace, text )
end

local function hasSubpages( data )
	local namespace = site( data.namespace )
	return namespace and namespace.hasSubpages
end

local fields = {
	isLocal = function ( d ) return d.interwiki == '' end,
	isExternal = function ( d ) return d.interwiki ~= '' end,
	nsText = function ( d ) return d.nsText end,
	subjectNsText = function ( d ) local n = site( d.namespace ) return n and n.subject and n.subject.name:gsub( ' ', '_' ) or '' end,
	prefixedText = function ( d ) return d.prefixedText end,
	fullText = function ( d ) return d.fragment ~= '' and d.prefixedText .. '#' .. d.fragment or d.prefixedText end,
	rootText = function ( d ) return hasSubpages( d ) and d.text:match( '^[^/]*' ) or d.text end,
	baseText = function ( d ) return hasSubpages( d ) and d.text:match( '^(.*)/[^/]*$' ) or d.text end,
	subpageText = function ( d ) return hasSubpages( d ) and d.text:match( '[^/]*$' ) or d.text end,
	isSubpage = function ( d ) return hasSubpages( d ) and d.text:find( '/', 1, true ) ~= nil or false end,
	isTalkPage = function ( d ) return d.namespace > 0 and d.namespace % 2 == 1 end,
	isSpecialPage = function ( d ) return d.namespace == -1 end,
	canTalk = function ( d ) return d.namespace >= 0 and d.interwiki == '' end,
	isContentPage = function ( d ) local n = site( d.namespace ) return n and n.isContent or false end,
	isRedirect = function ( d, o ) return o.redirectTarget and true or false end,
	exists = function ( d ) return host.titleExists( d.prefixedText ) end,
	id = function ( d ) return host.titleId( d.prefixedText ) end,
	contentModel = function ( d ) return host.contentModel( d.prefixedText ) end,
	content = function ( d ) return host.pageText( d.prefixedText ) or false end,
	redirectTarget = function ( d )
		local target = host.redirectTarget( d.prefixedText )
		return target and wrap( host.title( target, 0 ) ) or false
	end,
	basePageTitle = function ( d, o ) return withText( d, o.baseText ) end,
	rootPageTitle = function ( d, o ) return withText( d, o.rootText ) end,
	talkPageTitle = function ( d ) return d.namespace >= 0 and title.makeTitle( d.namespace - d.namespace % 2 + 1, d.text ) or nil end,
	subjectPageTitle = function ( d ) return d.namespace >= 0 and title.makeTitle( d.namespace - d.namespace % 2, d.text ) or title.makeTitle( d.namespace, d.text ) end,
	file = function ( d ) return ( d.namespace == 6 or d.namespace == -2 ) and host.file( d.text ) or nil end,
	fileExists = function ( d ) return host.file( d.text ).exists end,
	protectionLevels = function ( d ) return host.protection( d.prefixedText ) end,
	cascadingProtection = function () return { restrictions = {}, sources = {} } end,
	categories = function () return {} end,
	pageLang = function () return mw.language.getContentLanguage() end,
}

meta.__index = function ( self, key )
	local data = objects[self]
	local field = fields[key]
	if field then
		if data['_' .. key] == nil then
			local value = field( data, self )
			data['_' .. key] = value == nil and fields or value
		end
		local value = data['_' .. key]
		if value == fields then
			return nil
		end
		return value
	end
	if methods[key] then
		return methods[key]
	end
	if key == 'namespace' or key == 'text' or key == 'interwiki' or key == 'fragment' then
		return data[key]
	end
end

meta.__newindex = function ( self, key, value )
	if key == 'fragment' then
		local data = objects[self]
		data.fragment = tostring( value )
		data._fullText = nil
		return
	end
	if fields[key] or methods[key] or key == 'namespace' or key == 'text' or key == 'interwiki' then
		error( "index '" .. key .. "' is read only", 2 )
	end
	rawset( self, key, value )
end

meta.__eq = function ( a, b )
	return title.equals( a, b )
end

meta.__lt = function ( a, b )
	return title.compare( a, b ) < 0
end

meta.__le = function ( a, b )
	return title.compare( a, b ) <= 0
end

meta.__tostring = function ( self )
	return objects[self].prefixedText
end

local function namespaceNumber( name, namespace )
	local number = tonumber( namespace )
	local known = mw.site.namespaces[number or namespace]
	if not known and not number then
		error( "bad argument #1 to '" .. name .. "' (unrecognized namespace name '" .. tostring( namespace ) .. "')", 3 )
	end
	return number or known.id
end

function methods:isSubpageOf( other )
	dataOf( self )
	return self.interwiki == other.interwiki and self.namespace == other.namespace and self.text:sub( 1, #other.text + 1 ) == other.text .. '/'
end

function methods:inNamespace( namespace )
	return dataOf( self ).namespace == namespaceNumber( 'inNamespace', namespace )
end

function methods:inNamespaces( ... )
	for i = 1, select( '#', ... ) do
		if self:inNamespace( ( select( i, ... ) ) ) then
			return true
		end
	end
	return false
end

function methods:hasSubjectNamespace( namespace )
	local number = namespaceNumber( 'hasSubjectNamespace', namespace )
	local own = dataOf( self ).namespace
	return number == ( own < 0 and own or own - own % 2 )
end

function methods:subPageTitle( text )
	return title.makeTitle( self.namespace, self.text .. '/' .. text )
end

function methods:partialUrl()
	return mw.uri.encode( self.text:gsub( ' ', '_' ), 'WIKI' )
end

function methods:fullUrl( query, protocol )
	local url = tostring( mw.uri.fullUrl( self.fullText, query ) )
	return protocol and protocol ~= 'relative' and url:gsub( '^%a*:?//', ( protocol == 'canonical' and 'http' or protocol ) .. '://' ) or url
end

function methods:localUrl( query )
	return tostring( mw.uri.localUrl( self.fullText, query ) )
end

function methods:canonicalUrl( query )
	return tostring( mw.uri.canonicalUrl( self.fullText, query ) )
end

function methods:getContent()
	return host.pageText( dataOf( self ).prefixedText )
end

local function namespaceId( namespace )
	if namespace == nil then
		return 0
	end
	local number = tonumber( namespace )
	if number then
		return site( number ) and number
	end
	local known = mw.site.namespaces[namespace]
	return known and known.id
end

function title.new( value, namespace )
	if type( value ) == 'number' then
		return wrap( host.titleById( value ) )
	end
	if type( value ) ~= 'string' then
		if objects[value] then
			return value
		end
		error( "bad argument #1 to 'title.new' (number or string expected, got " .. type( value ) .. ")", 2 )
	end
	local id = namespaceId( namespace )
	if not id then
		error( "bad argument #2 to 'title.new' (unrecognized namespace name '" .. tostring( namespace ) .. "')", 2 )
	end
	return wrap( host.title( value, id ) )
end

function title.makeTitle( namespace, text, fragment, interwiki )
	util.checkTypeMulti( 'makeTitle', 1, namespace, { 'number', 'string' } )
	local id = namespaceId( namespace )
	if not id then
		error( "bad argument #1 to 'makeTitle' (unrecognized namespace name '" .. tostring( namespace ) .. "')", 2 )
	end
	util.checkType( 'makeTitle', 2, text, 'string' )
	return wrap( host.makeTitle( id, text, fragment, interwiki ) )
end

function title.getCurrentTitle()
	return wrap( host.currentTitle() )
end

function title.equals( a, b )
	return a.interwiki == b.interwiki and a.namespace == b.namespace and a.text == b.text
end

function title.compare( a, b )
	if a.interwiki ~= b.interwiki then
		return a.interwiki < b.interwiki and -1 or 1
	end
	if a.namespace ~= b.namespace then
		return a.namespace < b.namespace and -1 or 1
	end
	return a.text == b.text and 0 or a.text < b.text and -1 or 1
end

return title
